package mezzotint.fault;

import java.time.Instant;
import java.util.Optional;
import mezzotint.plugin.Problem;

/**
 * Something that a plugin did wrong.
 *
 * @param hook in words, as in {@code step hook}; {@code bundle} for a bundle that does not start
 * @param plugin id of the plugin
 * @param label what the user reads of it
 * @param did what it did, as the end of a sentence that begins with its name
 */
public record Fault(Instant when, String bundle, String version, String hook, String plugin, String label, Kind kind, String did) {

    /** What a plugin can do wrong. */
    public enum Kind {
        /** Threw what is neither a Problem nor cancelling. */
        THREW,
        /** Took longer than its limit. */
        STALLED,
        /** Gave something of the wrong shape. */
        SHAPE,
        /** Gave NaN or an infinite value. */
        NUMBER,
        /** Gave null. */
        NOTHING,
        /** Ended the process, or was there when it ended. */
        DIED
    }

    /** As in: the step hook Sharpen (org.example.sharpen 1.2.0) threw java.lang.NullPointerException. */
    public String words() {
        return "the " + hook + " " + label + (hook.equals("bundle") ? " " + version : " (" + bundle + " " + version + ")") + " " + did;
    }

    /** The answer to a request that ends with it. */
    public Problem problem(Throwable cause) {
        return new Problem(Problem.Kind.INTERNAL, words(), "switch it off, or ask its author for an update", new HookFailure(this, cause));
    }

    /** The fault behind a problem, if a plugin is to blame for it. */
    public static Optional<Fault> behind(Throwable problem) {
        return problem.getCause() instanceof HookFailure failure ? Optional.of(failure.fault()) : Optional.empty();
    }
}
