package mezzotint.rest;

import jakarta.servlet.http.HttpServletResponse;
import mezzotint.studio.Job;
import mezzotint.studio.Jobs;

/** When somebody who was refused for too much work may come again. */
public final class Waiting {

    private static final int USUAL_SECONDS = 10;
    private static final int LONGEST_SECONDS = 600;

    private Waiting() {}

    /** Says so in the header, by the job that runs and then makes room. */
    public static void ask(HttpServletResponse response, Jobs jobs) {
        double left = jobs.list().stream().filter(j -> j.state() == Job.State.RUNNING).mapToDouble(Job::secondsLeft).findFirst().orElse(Double.NaN);
        response.setHeader("Retry-After", Long.toString(Double.isNaN(left) ? USUAL_SECONDS : Math.min(LONGEST_SECONDS, 1 + (long) left)));
    }
}
