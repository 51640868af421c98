package mezzotint.engines;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import mezzotint.fault.Attribution;
import mezzotint.graph.Graph;
import mezzotint.graph.Op;
import mezzotint.graph.Size;
import mezzotint.tensor.Tensor;

/** Makes the calls: on the thread of the device, with the program in the cache, which is compiled where it is not there. */
record ProgramRunner(Attribution attribution, DeviceThreads threads, ProgramCache cache, MemoryBudget memory) {

    /** @param user is told of the program before the call */
    Map<String, Tensor> run(OpenCheckpoint weights, Placed at, Graph graph, Map<String, Tensor> inputs, Consumer<CachedProgram> user) {
        DeviceThreads.DeviceThread thread = threads.of(at.device().id());
        var running = new AtomicReference<CachedProgram>();
        return attribution.call(thread, () -> {
            var key = new ProgramCache.Key(weights.fingerprint(), graph, at.backend(), at.device().id(), at.params());
            CachedProgram program = cache.take(key, () -> compile(key, weights, at));
            running.set(program);
            try {
                user.accept(program);
                return program.run(inputs);
            } finally {
                cache.release(program);
            }
        }, () -> {
            threads.replace(thread);
            cache.remove(program -> program == running.get());
        });
    }

    private CachedProgram compile(ProgramCache.Key key, OpenCheckpoint weights, Placed at) {
        long bytes = bytes(key.graph());
        memory.makeRoom(bytes, at);
        return new CachedProgram(at.backend().compile(key.graph(), weights.checkpoint(), at.device(), at.params()), weights, at.id(), key, bytes);
    }

    /** Of the weights as 32-bit floats. */
    private static long bytes(Graph graph) {
        var shapes = graph.shapes();
        return graph.nodes().stream().filter(node -> node.op() == Op.WEIGHT)
                .mapToLong(node -> Float.BYTES * shapes.get(node.name()).stream().mapToLong((Size size) -> size.bind(Map.of())).reduce(1, Math::multiplyExact)).sum();
    }
}
