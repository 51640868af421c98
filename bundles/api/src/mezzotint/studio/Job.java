package mezzotint.studio;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** A request on its way. */
@ProviderType
public interface Job {

    /** Where a job stands. */
    enum State { WAITING, RUNNING, DONE, FAILED, CANCELLED }

    /**
     * A picture that was made and kept.
     *
     * @param id names it in the API
     * @param place where the sink put it, as a URI
     */
    record Result(String id, String place, Picture picture) {}

    String id();

    Request request();

    State state();

    Instant submitted();

    Progress progress();

    /** What the user should know of how it went, a sentence each. */
    List<String> notes();

    /** Seconds that went by in the code of each plugin, by its hook and id as in {@code sampler euler}; empty until it ended. */
    Map<String, Double> times();

    /** What went wrong, once the state is {@code FAILED}. */
    Optional<mezzotint.plugin.Problem> problem();

    /** Jobs that are before this one; 0 once it runs. */
    int position();

    /** Completes when the job ends; exceptionally with a Problem or a CancellationException. */
    CompletionStage<List<Result>> result();

    /** Takes effect at the next call of the denoiser. */
    void cancel();
}
