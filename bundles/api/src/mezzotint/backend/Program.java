package mezzotint.backend;

import java.util.Map;
import mezzotint.tensor.Tensor;

/**
 * A compiled graph with its weights in place. Called by one thread, that of its device, which calls all programs there; any thread may close it
 * when it is in no call.
 *
 * <p>Sizes are bound at a run; what depends on them is kept for the next run with the same. Work
 * on an input that is the same {@link Tensor} object as in the run before need not be done again.
 */
public interface Program extends AutoCloseable {

    /**
     * @param inputs a tensor for each input of the graph, by name; optional ones may be missing
     * @return a tensor for each output, by name
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if an input is missing or misshapen
     */
    Map<String, Tensor> run(Map<String, Tensor> inputs);

    /** Forgets what {@link mezzotint.graph.Op#STATE} nodes keep. */
    default void reset() {}

    /** Bytes held on the device. */
    long memory();

    @Override
    void close();
}
