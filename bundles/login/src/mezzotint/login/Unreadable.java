package mezzotint.login;

import jakarta.servlet.ServletContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import mezzotint.libs.web.Json;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the HTTP server cannot read, and refuses before it comes to the gate, is refused in the form of everything else. */
final class Unreadable extends ErrorHandler {

    /** Speaks for the server behind a context from now on. */
    static void answerFor(ServletContext context) {
        ServletContextHandler handler = ServletContextHandler.getServletContextHandler(context);
        if (handler != null && handler.getServer() != null) {
            handler.getServer().setErrorHandler(new Unreadable());
        }
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(Request request, Response response, int status, String message, Throwable cause, Callback callback) {
        String found = message == null || message.isBlank() ? "the request cannot be read" : "the request cannot be read: " + message.toLowerCase(Locale.ROOT);
        byte[] body = Json.text(Answers.problem(new Refusal(status, found, "write the address without control characters, with signs like / and % in it left out")))
                .getBytes(StandardCharsets.UTF_8);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json;charset=utf-8");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
