package mezzotint.engines;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import mezzotint.backend.Backend;
import mezzotint.backend.Device;
import mezzotint.backend.Program;
import mezzotint.fault.Fault;
import mezzotint.graph.Graph;
import mezzotint.graph.Op;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.None;
import mezzotint.tensor.Tensor;

/** An engine for the network of the tests, that writes down what it is asked for. */
final class TestEngine implements Backend<None> {

    private final String id;
    private final List<String> devices;
    final List<Graph> compiled = new ArrayList<>();
    final List<Float> closed = Collections.synchronizedList(new ArrayList<>());
    final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
    /** What happens at a call before it is answered. */
    volatile Runnable atCall = () -> { };
    volatile Supplier<RuntimeException> atCompile = () -> null;
    volatile long bytes = Workbench.BYTES;
    /** That its devices say they have. */
    volatile long memory;

    TestEngine(String id, String... devices) {
        this.id = id;
        this.devices = List.of(devices);
    }

    String id() {
        return id;
    }

    /** What the guard makes of an exception that an engine throws. */
    RuntimeException broken(Fault.Kind kind) {
        return new Fault(Instant.EPOCH, "org.example." + id, "1.0.0", "backend", id, id, kind, "broke").problem(null);
    }

    @Override
    public List<Device> devices() {
        return devices.stream().map(device -> new Device(device, device, memory)).toList();
    }

    @Override
    public Program compile(Graph graph, Checkpoint weights, Device device, None params) {
        threads.add(Thread.currentThread());
        RuntimeException refused = atCompile.get();
        if (refused != null) {
            throw refused;
        }
        compiled.add(graph);
        float weight = (float) graph.nodes().stream().filter(node -> node.op() == Op.WEIGHT).mapToDouble(node -> weights.tensor(node.text("tensor")).toArray()[0]).sum();
        return new Program() {
            @Override
            public Map<String, Tensor> run(Map<String, Tensor> inputs) {
                threads.add(Thread.currentThread());
                atCall.run();
                return Map.of(graph.outputs().get(0), inputs.get("x").times(weight));
            }

            @Override
            public long memory() {
                return bytes;
            }

            @Override
            public void close() {
                closed.add(weight);
                throw new IllegalStateException("it does not close well");
            }
        };
    }
}
