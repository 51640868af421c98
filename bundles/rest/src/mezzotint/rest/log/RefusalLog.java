package mezzotint.rest.log;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.propertytypes.ServiceRanking;
import org.osgi.service.servlet.whiteboard.Preprocessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves a line in the log for each request to the API that is refused, whoever refuses it: many programs show their users nothing but that it
 * failed. The line has method, path, status and the sentence of the answer; never the query or the body, which may hold secrets.
 */
@Component(service = Preprocessor.class)
@ServiceRanking(1000)
public final class RefusalLog implements Preprocessor {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
    private static final List<String> PATHS = List.of("/api/", "/sdapi/", "/controlnet/", "/internal/", "/mcp");
    private static final int REFUSED = 400;
    private static final int LONGEST_PATH = 120;
    private static final int LONGEST_SENTENCE = 300;

    @Override
    public void init(FilterConfig config) {
        // nothing to prepare
    }

    @Override
    public void destroy() {
        // nothing to give back
    }

    @Override
    public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain) throws IOException, ServletException {
        var request = (HttpServletRequest) in;
        // What becomes a WebSocket must stay the server's own object.
        if (PATHS.stream().noneMatch(request.getRequestURI()::startsWith) || "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            chain.doFilter(in, out);
            return;
        }
        var answer = new Answer(request, (HttpServletResponse) out);
        chain.doFilter(in, answer);
        if (!in.isAsyncStarted()) {
            answer.log("");
        }
    }

    /** An answer that is logged as soon as its sentence is written. */
    private static final class Answer extends HttpServletResponseWrapper {

        private final HttpServletRequest request;
        private boolean logged;

        private Answer(HttpServletRequest request, HttpServletResponse response) {
            super(response);
            this.request = request;
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            return getStatus() < REFUSED || logged ? super.getOutputStream() : new Told(super.getOutputStream(), this);
        }

        @Override
        public void sendError(int status, String message) throws IOException {
            setStatus(status);
            log(message);
            super.sendError(status, message);
        }

        @Override
        public void sendError(int status) throws IOException {
            setStatus(status);
            log("");
            super.sendError(status);
        }

        private void log(String sentence) {
            if (getStatus() >= REFUSED && !logged) {
                logged = true;
                LOG.info("{} {} is refused with {}: {}", request.getMethod(), plain(request.getRequestURI(), LONGEST_PATH), getStatus(), plain(sentence, LONGEST_SENTENCE));
            }
        }
    }

    /** Logs the first piece of a body that is written; bodies of refusals are short, and are written in one piece. */
    private static final class Told extends ServletOutputStream {

        private final ServletOutputStream out;
        private final Answer answer;

        private Told(ServletOutputStream out, Answer answer) {
            this.out = out;
            this.answer = answer;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            answer.log(sentence(new String(bytes, offset, length, StandardCharsets.UTF_8)));
            out.write(bytes, offset, length);
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /** What the answer says: in the form of RFC 9457, of A1111, of FastAPI, which names each field, or of JSON-RPC. */
    static String sentence(String body) {
        try {
            if (!(JsonParser.parseString(body) instanceof JsonObject json)) {
                return body;
            }
            if (json.get("detail") instanceof JsonArray faults) {
                return StreamSupport.stream(faults.spliterator(), false).map(RefusalLog::fault).collect(Collectors.joining("; "));
            }
            if (json.get("error") instanceof JsonObject error && error.has("message")) {
                return error.get("message").getAsString();
            }
            return Stream.of("detail", "errors", "advice").map(json::get).filter(part -> part != null && part.isJsonPrimitive()).map(JsonElement::getAsString)
                    .filter(part -> !part.isBlank()).collect(Collectors.joining(": "));
        } catch (JsonParseException e) {
            return body;
        }
    }

    private static String fault(JsonElement fault) {
        return fault instanceof JsonObject one && one.get("loc") instanceof JsonArray place && one.has("msg")
                ? StreamSupport.stream(place.spliterator(), false).map(JsonElement::getAsString).collect(Collectors.joining(".")) + ": " + one.get("msg").getAsString()
                : String.valueOf(fault);
    }

    /** On one line, and not longer than that. */
    static String plain(String text, int most) {
        String line = String.valueOf(text).replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= most ? line : line.substring(0, most) + "…";
    }
}
