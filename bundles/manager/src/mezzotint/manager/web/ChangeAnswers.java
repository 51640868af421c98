package mezzotint.manager.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mezzotint.libs.web.Json;
import mezzotint.manage.Change;
import mezzotint.plugin.Problem;

/** Answers of the servlets of the manager to requests that change plugins. */
final class ChangeAnswers {

    /** How long a client is kept waiting for a change that waits for pictures: less than the ten seconds after which many give up. */
    private static final long PATIENCE_SECONDS = 5;

    /** Sends the result of a change that is done. */
    @FunctionalInterface
    interface Result {
        void send() throws IOException;
    }

    private ChangeAnswers() {}

    static boolean agreed(HttpServletRequest request) {
        return "true".equals(request.getParameter("agreed"));
    }

    /**
     * Answers with the result of a change, or with 202 and the change if it is not done soon or the
     * client does not want to wait.
     */
    static void answer(HttpServletRequest request, HttpServletResponse response, Change change, Result result) throws IOException {
        boolean async = String.valueOf(request.getHeader("Prefer")).contains("respond-async");
        if (async || !ends(change)) {
            response.setHeader("Location", "/api/plugins/changes/" + change.id());
            Json.answer(response, HttpServletResponse.SC_ACCEPTED, ManagerViews.of(change));
            return;
        }
        change.problem().ifPresent(problem -> {
            throw problem;
        });
        if (change.state() == Change.State.CANCELLED) {
            throw new Problem(Problem.Kind.CONFLICT, "the change was cancelled while it waited", "ask for it again");
        }
        result.send();
    }

    private static boolean ends(Change change) {
        try {
            change.end().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
