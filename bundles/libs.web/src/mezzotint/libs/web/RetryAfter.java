package mezzotint.libs.web;

import jakarta.servlet.http.HttpServletResponse;
import mezzotint.studio.Job;
import mezzotint.studio.Jobs;

/** The header {@code Retry-After}: when a client that was refused for too much work may ask again. */
public final class RetryAfter {

    private static final int USUAL_SECONDS = 10;
    private static final int LONGEST_SECONDS = 600;

    private RetryAfter() {}

    /** Sets it to when the job that runs will be done, which makes room for another. */
    public static void ask(HttpServletResponse response, Jobs jobs) {
        double left = jobs.list().stream().filter(j -> j.state() == Job.State.RUNNING).mapToDouble(Job::secondsLeft).findFirst().orElse(Double.NaN);
        response.setHeader("Retry-After", Long.toString(Double.isNaN(left) ? USUAL_SECONDS : Math.min(LONGEST_SECONDS, 1 + (long) left)));
    }
}
