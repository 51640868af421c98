package mezzotint.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.backend.Program;
import mezzotint.tensor.Tensor;

/**
 * Other programs that run the same network on the same inputs, each in turns with ours so that both
 * see the same machine. Each engine is a process of its own, stopped while ours runs: threads that
 * wait for work, spinning, would disturb it.
 */
final class Peers {

    private static final int ROUNDS = 12;
    private static final int FEWEST = 3;

    /** After this long no round is begun. */
    private static final long ENOUGH = 90_000_000_000L;

    /** For the threads of the one that ran last to come to rest. */
    private static final int PAUSE = 50;

    private final Path folder;
    private final List<String> engines;
    private final String network;
    private final String model;

    /**
     * @param folder holds {@code worker.py}, and in {@code venv} the Python it runs on
     * @param engines as the worker names them
     * @param network {@code unet} or {@code decoder}
     * @param model a diffusers folder, or {@code sd15} for random weights
     */
    Peers(Path folder, List<String> engines, String network, String model) {
        this.folder = folder;
        this.engines = List.copyOf(engines);
        this.network = network;
        this.model = model;
    }

    /** A process that runs one engine. */
    private record Worker(String engine, Process process, BufferedReader from, PrintWriter to) implements AutoCloseable {

        void signal(String name) throws IOException {
            try {
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        /** A line of the worker; says what became of it if there is none. */
        String read() throws IOException {
            String line = from.readLine();
            if (line == null) {
                throw new IOException(engine + " ended; is there enough memory?");
            }
            return line;
        }

        Run run() throws IOException {
            to.println();
            double[] values = Arrays.stream(read().split(" ")).mapToDouble(Double::parseDouble).toArray();
            return new Run(values[0], values[1], values[2], values[3]);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    /**
     * @param off how far the output is off, as a share of its root mean square
     * @param peak memory of the process so far, in megabytes
     * @param growth how much of it came with the network
     */
    private record Run(double milliseconds, double off, double peak, double growth) {}

    /** Where the figures of one run come from. */
    @FunctionalInterface
    private interface Engine {
        Run run() throws IOException;
    }

    /**
     * Runs a program and each of its peers in turns, and prints how they compare.
     *
     * @param growth memory that our process took for the program, in megabytes
     */
    void compare(Program program, Map<String, Tensor> inputs, long growth) throws IOException {
        Path data = Files.createTempDirectory("peers");
        try {
            for (var input : inputs.entrySet()) {
                write(data, input.getKey(), input.getValue());
            }
            write(data, "expected", program.run(inputs).values().iterator().next());
            for (String engine : engines) {
                try (Worker worker = start(engine, data)) {
                    String answer = worker.read();
                    if (answer.startsWith("ready")) {
                        worker.signal("STOP");
                        print(engine, turns(worker, program, inputs), growth);
                    } else {
                        System.out.printf("  %-8s %-12s %s%n", network, engine, answer);
                    }
                }
            }
        } finally {
            delete(data);
        }
    }

    private Worker start(String engine, Path data) throws IOException {
        var builder = new ProcessBuilder(folder.resolve("venv/bin/python").toString(), folder.resolve("worker.py").toString(),
                network, model, data.toString(), engine).redirectError(ProcessBuilder.Redirect.DISCARD);
        // What the launcher sets for our engine is not theirs.
        builder.environment().keySet().removeIf(k -> k.startsWith("GOMP_") || k.startsWith("MALLOC_"));
        Process process = builder.start();
        return new Worker(engine, process, new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)),
                new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8));
    }

    /** Pairs of runs, ours first. */
    private static List<Run[]> turns(Worker worker, Program program, Map<String, Tensor> inputs) throws IOException {
        Engine ours = () -> {
            long start = System.nanoTime();
            program.run(inputs);
            return new Run((System.nanoTime() - start) / 1e6, 0, 0, 0);
        };
        var pairs = new ArrayList<Run[]>();
        long start = System.nanoTime();
        while (pairs.size() < ROUNDS && (pairs.size() < FEWEST || System.nanoTime() - start < ENOUGH)) {
            Run first = settled(ours);
            worker.signal("CONT");
            pairs.add(new Run[] {first, settled(worker::run)});
            worker.signal("STOP");
        }
        return pairs;
    }

    /** A run right after another, which finds the caches as it wants them. */
    private static Run settled(Engine engine) throws IOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        engine.run();
        return engine.run();
    }

    private void print(String engine, List<Run[]> pairs, long growth) {
        Run last = pairs.get(pairs.size() - 1)[1];
        System.out.printf("  %-8s %-12s %9.1f ms, ours takes %.2f of it; peak %.0f MB, %.0f MB of it for the network, ours takes %.2f of that; values differ by %.0e%n", network, engine,
                median(pairs, p -> p[1].milliseconds()), median(pairs, p -> p[0].milliseconds() / p[1].milliseconds()),
                last.peak(), last.growth(), growth / last.growth(), last.off());
    }

    private static double median(List<Run[]> pairs, ToDoubleFunction<Run[]> figure) {
        return pairs.stream().mapToDouble(figure).sorted().toArray()[pairs.size() / 2];
    }

    private static void write(Path folder, String name, Tensor tensor) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 * tensor.size()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(tensor.buffer());
        Files.write(folder.resolve(name + ".bin"), bytes.array());
        Files.writeString(folder.resolve(name + ".txt"), Arrays.stream(tensor.shape()).mapToObj(Integer::toString).collect(Collectors.joining(" ")));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (List<Path>) files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
