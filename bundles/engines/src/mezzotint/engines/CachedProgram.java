package mezzotint.engines;

import java.util.Map;
import mezzotint.backend.Engines.Held;
import mezzotint.backend.Program;
import mezzotint.tensor.Tensor;
import org.slf4j.LoggerFactory;

/** A compiled program and the number of those who have it in use. The cache guards the numbers. */
final class CachedProgram {

    private final Program program;
    private final OpenCheckpoint weights;
    private final String engine;
    private final ProgramCache.Key key;
    private volatile long bytes;
    private int pins;
    private int calls;

    /**
     * @param engine id of the plugin
     * @param bytes that it will take, until it says so itself
     */
    CachedProgram(Program program, OpenCheckpoint weights, String engine, ProgramCache.Key key, long bytes) {
        this.program = program;
        this.weights = weights;
        this.engine = engine;
        this.key = key;
        this.bytes = bytes;
        weights.hold();
    }

    /** On the thread of its device. */
    Map<String, Tensor> run(Map<String, Tensor> inputs) {
        Map<String, Tensor> outputs = program.run(inputs);
        bytes = Math.max(bytes, program.memory());
        return outputs;
    }

    OpenCheckpoint weights() {
        return weights;
    }

    ProgramCache.Key key() {
        return key;
    }

    /** Whether a plugin had a part in it: the engine, or a reader of the weights. */
    boolean isMadeBy(Object plugin) {
        return key.engine() == plugin || weights.isReadBy(plugin);
    }

    Held held() {
        return new Held(weights.path(), engine, key.device(), bytes, isInUse());
    }

    long bytes() {
        return bytes;
    }

    void count(int pins, int calls) {
        this.pins += pins;
        this.calls += calls;
    }

    boolean isInUse() {
        return pins > 0 || calls > 0;
    }

    /** What it throws keeps nobody from going on. */
    void close() {
        try {
            program.close();
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(CachedProgram.class).warn("a network of {} does not close: {}", weights.path(), e.getMessage());
        }
        weights.release();
    }
}
