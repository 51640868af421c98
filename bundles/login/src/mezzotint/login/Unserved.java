package mezzotint.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import mezzotint.libs.web.Json;

/**
 * The answer where nothing serves a path, or not with this method: that it is missing, in the form that the client reads; while the
 * workbench starts, that it may come.
 */
final class Unserved extends HttpServletResponseWrapper {

    private static final long RETRY_SECONDS = 1;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final BooleanSupplier starting;

    Unserved(HttpServletRequest request, HttpServletResponse response, BooleanSupplier starting) {
        super(response);
        this.request = request;
        this.response = response;
        this.starting = starting;
    }

    @Override
    public void sendError(int status) throws IOException {
        sendError(status, null);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        if (isCommitted() || status != SC_NOT_FOUND && status != SC_METHOD_NOT_ALLOWED) {
            super.sendError(status, message);
            return;
        }
        resetBuffer();
        boolean early = starting.getAsBoolean();
        if (!early && Answers.isProgram(request)) {
            Json.answer(response, status, Answers.missing(status));
            return;
        }
        if (early && Answers.isPage(request)) {
            response.setHeader("Refresh", Long.toString(RETRY_SECONDS)); // a browser asks again by itself
        }
        Answers.guarded(request, response, () -> {
            throw early ? new Refusal(SC_SERVICE_UNAVAILABLE, "the workbench is starting", "try again in " + RETRY_SECONDS + " s", RETRY_SECONDS) : missing(status);
        });
    }

    private Refusal missing(int status) {
        String path = Paths.printable(request.getRequestURI());
        return status == SC_NOT_FOUND ? new Refusal(status, "there is nothing at " + path, "look at /api for what there is")
                : new Refusal(status, "there is no " + request.getMethod() + " of " + path, "look at /api for what can be done");
    }
}
