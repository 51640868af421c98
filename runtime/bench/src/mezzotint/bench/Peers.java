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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.backend.Program;
import mezzotint.tensor.Tensor;

/**
 * Other programs that run the same network on the same inputs, in turns with ours so that all see
 * the same machine. Each engine is a process of its own, stopped while others run: threads that wait
 * for work, spinning, would disturb them.
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

    /**
     * @param folder holds {@code worker.py}, and in {@code venv} the Python it runs on
     * @param engines as the worker names them
     */
    Peers(Path folder, List<String> engines) {
        this.folder = folder;
        this.engines = List.copyOf(engines);
    }

    /** A worker that runs one engine. */
    private record Worker(String engine, Process process, BufferedReader from, PrintWriter to) implements AutoCloseable {

        /** Whether the engine is loaded and can run. */
        boolean isReady() throws IOException {
            return ("ready " + engine).equals(from.readLine());
        }

        void signal(String name) throws IOException {
            try {
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        /** Milliseconds, and how far the output is off, as a share of its root mean square. */
        double[] run() throws IOException {
            to.println(engine);
            return Arrays.stream(from.readLine().split(" ")).mapToDouble(Double::parseDouble).toArray();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    /**
     * Runs a program and its peers in turns, and prints how they compare.
     *
     * @param network {@code unet} or {@code decoder}
     * @param model a diffusers folder, or {@code sd15} for random weights
     */
    void compare(String network, String model, Program program, Map<String, Tensor> inputs) throws IOException {
        Path data = Files.createTempDirectory("peers");
        var workers = new ArrayList<Worker>();
        try {
            for (var input : inputs.entrySet()) {
                write(data, input.getKey(), input.getValue());
            }
            write(data, "expected", program.run(inputs).values().iterator().next());
            for (String engine : engines) {
                Worker worker = start(engine, List.of(network, model, data.toString(), engine));
                workers.add(worker);
                if (worker.isReady()) {
                    worker.signal("STOP");
                } else {
                    workers.remove(worker);
                    worker.close();
                }
            }
            print(network, measure(workers, program, inputs));
        } finally {
            workers.forEach(Worker::close);
            delete(data);
        }
    }

    private Worker start(String engine, List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of(folder.resolve("venv/bin/python").toString(), folder.resolve("worker.py").toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        // What the launcher sets for our engine is not theirs.
        builder.environment().keySet().removeIf(k -> k.startsWith("GOMP_") || k.startsWith("MALLOC_"));
        Process process = builder.start();
        return new Worker(engine, process, new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)),
                new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8));
    }

    /** One engine's run: milliseconds, and how far the output is off. */
    @FunctionalInterface
    private interface Run {

        double[] once() throws IOException;
    }

    /** For each engine, ours first: milliseconds of each round, and last how far the output is off. */
    private static Map<String, List<double[]>> measure(List<Worker> workers, Program program, Map<String, Tensor> inputs) throws IOException {
        Map<String, Run> runs = new LinkedHashMap<>();
        runs.put("mezzotint", () -> {
            long start = System.nanoTime();
            program.run(inputs);
            return new double[] {(System.nanoTime() - start) / 1e6, 0};
        });
        workers.forEach(w -> runs.put(w.engine, w::run));
        Map<String, Worker> byEngine = workers.stream().collect(Collectors.toMap(Worker::engine, w -> w));
        var results = new LinkedHashMap<String, List<double[]>>();
        long start = System.nanoTime();
        for (int round = 0; round < ROUNDS && (round < FEWEST || System.nanoTime() - start < ENOUGH); round++) {
            for (var run : runs.entrySet()) {
                results.computeIfAbsent(run.getKey(), k -> new ArrayList<>()).add(alone(byEngine.get(run.getKey()), run.getValue()));
            }
        }
        return results;
    }

    /** @param worker to be woken for its run; null for ours */
    private static double[] alone(Worker worker, Run run) throws IOException {
        if (worker == null) {
            return settled(run);
        }
        worker.signal("CONT");
        try {
            return settled(run);
        } finally {
            worker.signal("STOP");
        }
    }

    /** A run right after another, which finds the caches as it wants them. */
    private static double[] settled(Run run) throws IOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        run.once();
        return run.once();
    }

    private static void print(String network, Map<String, List<double[]>> results) {
        List<double[]> ours = results.get("mezzotint");
        results.forEach((engine, theirs) -> {
            System.out.printf("  %-8s %-12s %9.1f ms", network, engine, median(theirs.stream().mapToDouble(t -> t[0]).toArray()));
            if (theirs != ours) {
                double[] ratios = new double[ours.size()];
                Arrays.setAll(ratios, i -> ours.get(i)[0] / theirs.get(i)[0]);
                System.out.printf(", ours takes %.2f of it, values differ by %.0e", median(ratios), theirs.get(0)[1]);
            }
            System.out.println();
        });
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
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
