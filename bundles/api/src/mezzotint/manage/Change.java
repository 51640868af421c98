package mezzotint.manage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import mezzotint.plugin.Problem;
import org.osgi.annotation.versioning.ProviderType;

/** A plan on its way. Changes are made one after another. */
@ProviderType
public interface Change {

    /** Where a change stands. */
    enum State {
        /** Behind other changes. */
        QUEUED,
        /** For pictures that use what is to be changed. */
        WAITING,
        RUNNING, DONE,
        /** And everything is as it was. */
        FAILED,
        /** Before anything was changed. */
        CANCELLED
    }

    /**
     * Who is waited for.
     *
     * @param bundle symbolic name of what is to be changed
     * @param users who uses it, in words, as in {@code the picture "a cat" of job 12ab, step 5 of 12}
     */
    record Wait(String bundle, List<String> users) {

        public Wait {
            users = List.copyOf(users);
        }
    }

    String id();

    /** What is done; while it is queued, what would be done now. */
    Plan plan();

    /** Who asked for it. */
    String by();

    Instant asked();

    State state();

    /** Who is waited for now; empty unless the state is {@code WAITING}. */
    List<Wait> waitsFor();

    /** What went wrong, once the state is {@code FAILED}. */
    Optional<Problem> problem();

    /** Completes when the change ends, however it does. */
    CompletionStage<Change> end();

    /** @return whether nothing is changed: false if it is too late, or if it follows from a revocation */
    boolean cancel();
}
