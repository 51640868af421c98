package mezzotint.jobs;

import java.time.Duration;
import org.osgi.framework.BundleContext;

/**
 * What an administrator sets of the queue, as properties of the framework that begin with {@code mezzotint.jobs.}
 *
 * @param waiting jobs that may wait; more are refused
 * @param waitingPerOwner jobs of one owner that may wait
 * @param kept ended jobs that are remembered, with their pictures
 * @param keptDays days after which an ended job is forgotten
 * @param attempts starts of one job, one after the other, that end with the process and bring it no step further, before it is given up
 * @param turnSeconds seconds that a job runs before it gives way to those of other users; 0 lets it give way after each step
 * @param resume whether jobs of earlier starts are done; else they wait for a start that does them
 */
record QueueLimits(int waiting, int waitingPerOwner, int kept, int keptDays, int attempts, int turnSeconds, boolean resume) {

    static final QueueLimits USUAL = new QueueLimits(10_000, 2_000, 5_000, 365, 2, 60, true);

    static QueueLimits of(BundleContext context) {
        return new QueueLimits(
                number(context, "waiting", USUAL.waiting()),
                number(context, "waitingPerOwner", USUAL.waitingPerOwner()),
                number(context, "kept", USUAL.kept()),
                number(context, "keptDays", USUAL.keptDays()),
                number(context, "attempts", USUAL.attempts()),
                number(context, "turnSeconds", USUAL.turnSeconds()),
                !"false".equals(context.getProperty("mezzotint.jobs.resume")));
    }

    Duration turn() {
        return Duration.ofSeconds(turnSeconds);
    }

    Duration age() {
        return Duration.ofDays(keptDays);
    }

    /** A value that is no number above 0 counts as not set. */
    private static int number(BundleContext context, String name, int usual) {
        String text = context.getProperty("mezzotint.jobs." + name);
        return text != null && text.matches("[1-9]\\d{0,8}") ? Integer.parseInt(text) : usual;
    }
}
