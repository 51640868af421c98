package mezzotint.studio;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import mezzotint.plugin.Problem;
import org.osgi.annotation.versioning.ProviderType;

/** A request on its way. */
@ProviderType
public interface Job {

    /** Where a job stands. */
    enum State {
        WAITING, RUNNING, DONE, FAILED, CANCELLED;

        public boolean ended() {
            return this != WAITING && this != RUNNING;
        }
    }

    /**
     * A picture that was made and kept.
     *
     * @param id names it in the API
     * @param place where the sink put it, as a URI; empty if no sink took it
     * @param width in pixels, as is the height
     * @param infotext the request as text, in the form of AUTOMATIC1111
     */
    record Result(String id, String place, long seed, int width, int height, String infotext) {}

    String id();

    Request request();

    String owner();

    /** The higher goes first, from -100 to 100. */
    int priority();

    /** Jobs that must be done before. */
    List<String> after();

    State state();

    Instant submitted();

    /** When it was started last; it may have been cut off and started again. */
    Optional<Instant> started();

    Optional<Instant> ended();

    Progress progress();

    /** What the user should know of how it went, a sentence each. */
    List<String> notes();

    /** Seconds that went by in the code of each plugin, by its hook and id as in {@code sampler euler}; empty until it ended. */
    Map<String, Double> times();

    /** What went wrong, once the state is {@code FAILED}. */
    Optional<Problem> problem();

    /** Jobs that are before this one; 0 once it runs. */
    int position();

    /** Estimate until its pictures are there, from the times of pictures like it; NaN while it is not known. */
    double secondsLeft();

    /** Completes when the job ends; exceptionally with a Problem or a CancellationException. */
    CompletionStage<List<Result>> result();

    /** The pictures that are there: made, kept, and not in the trash. */
    List<Result> pictures();

    /** Makes the pictures of what there is after the current step; one that waits is cancelled. Does not survive a restart. */
    default void finish() {
        cancel();
    }

    /** Ends it within about a second, whatever it is in, and survives a restart. */
    void cancel();
}
