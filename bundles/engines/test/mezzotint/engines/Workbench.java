package mezzotint.engines;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import mezzotint.backend.Backend;
import mezzotint.fault.Attribution;
import mezzotint.graph.Drawing;
import mezzotint.graph.Graph;
import mezzotint.model.Architecture;
import mezzotint.model.Checkpoint;
import mezzotint.model.CheckpointFormat;
import mezzotint.model.Networks;
import mezzotint.plugin.Lease;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.MemoryCheckpoint;

/** What the engines know of the workbench around them: plugins, whose leases are counted, and a format whose files hold one number. */
final class Workbench implements Plugins, Attribution {

    /** How the name of a file begins whose weight is called so. */
    static final String OLD = "old";
    /** What the weight of the network takes in memory. */
    static final long BYTES = 4;

    private final List<TestEngine> engines;
    private final List<Consumer<Object>> listeners = new ArrayList<>();
    /** Of the thread that makes the next call, to be told that it may never come back. */
    volatile Runnable stalled;
    int leases;
    int open;

    Workbench(TestEngine... engines) {
        this.engines = List.of(engines);
    }

    /** A file whose weight is the number; left alone if it is one already. */
    static Path file(Path folder, String name, float number) throws IOException {
        Path file = folder.resolve(name);
        String content = Float.toString(number);
        return Files.exists(file) && Files.readString(file).equals(content) ? file : Files.writeString(file, content);
    }

    /** Its input times the weight. */
    static Graph network() {
        return network("y");
    }

    static Graph network(String output) {
        var draw = new Drawing(tensor -> new int[] {1, 1});
        return draw.graph(draw.name(draw.linear(draw.input("x", "batch", 1), draw.weight("w"), null), output));
    }

    final CheckpointFormat format = new CheckpointFormat() {
        @Override
        public boolean reads(Path file) {
            return true;
        }

        @Override
        public Checkpoint open(Path file) throws IOException {
            String tensor = file.getFileName().toString().startsWith(OLD) ? OLD : "w";
            var weights = MemoryCheckpoint.of(Map.of(tensor, Tensor.of(new float[] {Float.parseFloat(Files.readString(file))}, 1, 1)));
            open++;
            return closing(weights, () -> open--);
        }
    };

    private static Checkpoint closing(Checkpoint weights, Runnable closed) {
        return (Checkpoint) Proxy.newProxyInstance(Workbench.class.getClassLoader(), new Class<?>[] {Checkpoint.class}, (proxy, method, args) -> {
            if (method.getName().equals("close")) {
                closed.run();
            }
            return method.invoke(weights, args);
        });
    }

    final Architecture architecture = new Architecture() {
        @Override
        public boolean matches(Checkpoint checkpoint) {
            return checkpoint.names().contains(OLD);
        }

        @Override
        public Checkpoint canonical(Checkpoint checkpoint) {
            return closing(MemoryCheckpoint.of(Map.of("w", checkpoint.tensor(OLD))), checkpoint::close);
        }

        @Override
        public Networks networks(Checkpoint checkpoint) {
            throw new AssertionError("engines draw nothing");
        }
    };

    void leave(Object plugin) {
        List.copyOf(listeners).forEach(listener -> listener.accept(plugin));
    }

    @Override
    public Runnable onLeave(Consumer<Object> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public <T> T call(Executor thread, Supplier<T> work, Runnable stuck) {
        stalled = stuck;
        try {
            return CompletableFuture.supplyAsync(work, thread).join();
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    private <H> Lease<H> lease(H hook, String id) {
        leases++;
        return new Lease<>() {
            private boolean closed;

            @Override
            public H hook() {
                return hook;
            }

            @Override
            public Entry entry() {
                return new Entry("backend", id, id, List.of(), "", "org.example." + id, "1.0.0", None.class, true);
            }

            @Override
            public void close() {
                leases -= closed ? 0 : 1;
                closed = true;
            }
        };
    }

    @Override
    public <H> Lease<H> lease(Class<H> hook, String name, User user) {
        return engines.stream().filter(engine -> engine.id().equals(name)).findFirst().map(engine -> lease(hook.cast(engine), name))
                .orElseThrow(() -> Problem.invalid("no engine is called " + name, "choose another"));
    }

    @Override
    public <H> List<Lease<H>> leaseAll(Class<H> hook, User user) {
        return hook == Backend.class ? engines.stream().map(engine -> lease(hook.cast(engine), engine.id())).toList()
                : List.of(lease(hook.cast(hook == Architecture.class ? architecture : format), "test"));
    }

    @Override
    public List<Entry> list() {
        return List.of();
    }

    @Override
    public Entry find(Class<?> hook, String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean knows(Class<?> hook, String name) {
        return true;
    }

    @Override
    public Drain drain(Map<Long, Boolean> bundles) {
        throw new UnsupportedOperationException();
    }
}
