package mezzotint.login.gate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.function.Supplier;
import mezzotint.libs.web.Json;
import mezzotint.login.Answers;
import mezzotint.login.Refusal;

/**
 * The answer where nothing serves a path, or not with this method: that it is missing, in the form that the client reads; while the
 * workbench starts or stops, that it may come.
 */
final class Unserved extends HttpServletResponseWrapper {

    private static final long RETRY_SECONDS = 1;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Supplier<String> passing;

    /** @param passing what the workbench is doing for a while, instead of serving all its paths; null for nothing */
    Unserved(HttpServletRequest request, HttpServletResponse response, Supplier<String> passing) {
        super(response);
        this.request = request;
        this.response = response;
        this.passing = passing;
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
        String busy = passing.get();
        if (busy != null) {
            askToWait(busy);
        } else if (Answers.isProgram(request)) {
            Json.answer(response, status, Answers.missing(status));
        } else {
            Answers.guarded(request, response, () -> {
                throw missing(status);
            });
        }
    }

    /** @param busy what the workbench does meanwhile, such as {@code starting} */
    void askToWait(String busy) throws IOException {
        if (Answers.isPage(request)) {
            response.setHeader("Refresh", Long.toString(RETRY_SECONDS)); // a browser asks again by itself
        }
        Answers.guarded(request, response, () -> {
            throw busy(busy);
        });
    }

    static Refusal busy(String doing) {
        return new Refusal(SC_SERVICE_UNAVAILABLE, "the workbench is " + doing, "try again in " + RETRY_SECONDS + " s", RETRY_SECONDS);
    }

    private Refusal missing(int status) {
        String path = Paths.printable(request.getRequestURI());
        return status == SC_NOT_FOUND ? new Refusal(status, "there is nothing at " + path, "look at /api for what there is")
                : new Refusal(status, "there is no " + request.getMethod() + " of " + path, "look at /api for what can be done");
    }
}
