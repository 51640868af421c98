package mezzotint.login.gate;

import jakarta.servlet.ServletContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Supplier;
import mezzotint.libs.web.Json;
import mezzotint.login.Answers;
import mezzotint.login.Refusal;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the HTTP server refuses before it comes to the gate, as it cannot be read or the gate has gone already, is refused in the form of everything else. */
final class Unreadable extends ErrorHandler {

    private final Supplier<String> passing;

    private Unreadable(Supplier<String> passing) {
        this.passing = passing;
    }

    /**
     * Speaks for the server behind a context from now on.
     *
     * @param passing as in {@link Unserved}
     */
    static void answerFor(ServletContext context, Supplier<String> passing) {
        ServletContextHandler handler = ServletContextHandler.getServletContextHandler(context);
        if (handler != null && handler.getServer() != null) {
            handler.getServer().setErrorHandler(new Unreadable(passing));
            leaveNamesToTheGate(handler.getServer());
        }
    }

    /** Over TLS the server refuses names that its certificate lacks, as addresses in numbers; which are ours is for {@link Origins} to say. */
    private static void leaveNamesToTheGate(Server server) {
        for (Connector connector : server.getConnectors()) {
            var http = connector.getConnectionFactory(HttpConfiguration.ConnectionFactory.class);
            var secure = http == null ? null : http.getHttpConfiguration().getCustomizer(SecureRequestCustomizer.class);
            if (secure != null) {
                secure.setSniHostCheck(false);
            }
        }
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(Request request, Response response, int status, String message, Throwable cause, Callback callback) {
        Refusal refusal = refusal(status, message);
        response.setStatus(refusal.status());
        if (refusal.waitSeconds() > 0) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, refusal.waitSeconds());
        }
        byte[] body = Json.text(Answers.problem(refusal)).getBytes(StandardCharsets.UTF_8);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json;charset=utf-8");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private Refusal refusal(int status, String message) {
        if (status == HttpStatus.NOT_FOUND_404) {
            // The gate knows what is missing. Past it the server finds nothing at all: the gate has just come, or has just gone.
            return Unserved.busy(passing.get());
        }
        String more = message == null || message.isBlank() ? "" : ": " + message.toLowerCase(Locale.ROOT);
        return status >= HttpStatus.INTERNAL_SERVER_ERROR_500
                ? new Refusal(status, "the request failed" + more, "look into the log")
                : new Refusal(status, "the request cannot be read" + more, "write the address without control characters, with signs like / and % in it left out");
    }
}
