package mezzotint.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import mezzotint.backend.Backend;
import mezzotint.backend.Program;
import mezzotint.bench.catalog.CatalogBench;
import mezzotint.fault.Faults;
import mezzotint.graph.Graph;
import mezzotint.model.Architecture;
import mezzotint.model.Checkpoint;
import mezzotint.model.CheckpointFormat;
import mezzotint.model.Models;
import mezzotint.model.Networks;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Plugins;
import mezzotint.studio.Studio;
import mezzotint.tensor.Tensor;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * Prints, for each model and engine, the time of a step (guidance on: a batch of two), of the decoder
 * and of a picture, the peak memory with each network, the share of a picture's time
 * that is spent outside of libtorch, and that of the guards before plugins. The system property {@code
 * mezzotint.bench.engines} names the engines, separated by commas; the default is the best one; {@code catalog}
 * measures the catalog and its search instead. {@code
 * mezzotint.bench.peers} names the folder of {@code worker.py}, to compare with other programs.
 */
public final class Bench implements BundleActivator {

    private static final int RUNS = 8;
    private static final int STEPS = 12;

    private BundleContext context;
    private Plugins plugins;

    @Override
    public void start(BundleContext context) {
        this.context = context;
        new Thread(() -> {
            int status = 1;
            try {
                plugins = service(Plugins.class);
                status = engines().equals(List.of("catalog")) ? new CatalogBench(new Services(context)).run() : measure();
            } catch (Exception | Error e) {
                e.printStackTrace();
            } finally {
                System.exit(status);
            }
        }, "bench").start();
    }

    @Override
    public void stop(BundleContext context) {}

    private int measure() throws Exception {
        System.out.printf("%-28s %-9s %10s %10s %10s%n", "model", "engine", "a step", "decoder", "a picture");
        for (String engine : engines()) {
            Models.Card card = service(Models.class).find("");
            try (Checkpoint starter = format(card.path()).open(card.path())) {
                row(card.name() + " 256x256", engine, starter, 32);
            }
            guards(engine);
            // An hour of plain Java is no help to anybody.
            if (!engine.equals("java")) {
                try (Checkpoint starter = format(card.path()).open(card.path()); Checkpoint large = new RandomUNet(starter)) {
                    row("SD1.5-sized, random 512x512", engine, large, 64);
                }
                outside(engine);
            }
        }
        return 0;
    }

    /** What the guards of plugins cost, as a share of a step of the smallest model there is. */
    private void guards(String engine) {
        var guarding = new Guarding(context, plugins, service(Faults.class));
        generate(engine, 256);
        long before = guarding.calls();
        long start = System.nanoTime();
        generate(engine, 256);
        double step = (System.nanoTime() - start) / 1e9 / STEPS;
        guarding.print(step, (double) (guarding.calls() - before) / STEPS);
    }

    private void row(String model, String engine, Checkpoint checkpoint, int size) throws IOException {
        Networks networks = architecture(checkpoint).networks(checkpoint);
        int width = networks.denoiser().inputs().stream().filter(i -> i.name().equals("context")).findFirst().orElseThrow()
                .shape().get(2).bind(Map.of());
        double step = network("unet", engine, checkpoint, networks.denoiser(), Map.of(
                "x", noise(2, networks.latents().channels(), size, size), "time", Tensor.of(new float[] {500}, 1), "context", noise(2, 77, width)));
        double decoder = Double.NaN;
        double picture = Double.NaN;
        if (!(checkpoint instanceof RandomUNet)) {
            decoder = network("decoder", engine, checkpoint, networks.decoder(), Map.of("latent", noise(1, networks.latents().channels(), size, size)));
            picture = picture(engine);
        }
        System.out.printf("%-28s %-9s %8.3f s %8.3f s %8.2f s%n", model, engine, step, decoder, picture);
    }

    /** Seconds that a network takes, with the peak memory of the process meanwhile; compared with others if that is asked for. */
    private double network(String name, String engine, Checkpoint checkpoint, Graph graph, Map<String, Tensor> inputs) throws IOException {
        long before = Memory.forget();
        try (Program program = program(graph, checkpoint, engine)) {
            double seconds = median(program, inputs);
            long peak = Memory.peak();
            System.out.printf("  %-8s %-12s %9.1f ms; peak %d MB, %d MB of it for the network%n", name, engine, 1000 * seconds, peak, peak - before);
            String folder = System.getProperty("mezzotint.bench.peers", "");
            if (!folder.isBlank()) {
                List<String> others = List.of(System.getProperty("mezzotint.bench.peers.engines", "torch,onnxruntime,openvino").split(","));
                String model = checkpoint instanceof RandomUNet ? "sd15" : service(Models.class).find("").path().toString();
                new Peers(Path.of(folder), others, name, model).compare(program, inputs, peak - before);
            }
            return seconds;
        }
    }

    /** Seconds of the second picture: the first loads the model. */
    private double picture(String engine) {
        generate(engine, 256);
        long start = System.nanoTime();
        generate(engine, 256);
        return (System.nanoTime() - start) / 1e9;
    }

    private void generate(String engine, int size) {
        Studio studio = service(Studio.class);
        studio.generate(studio.request(Map.of("prompt", "red apple, 3d style", "seed", 7, "steps", STEPS, "backend", engine,
                "width", size, "height", size)), progress -> {});
    }

    /** A larger network at the same size would spend a smaller share outside. */
    private void outside(String engine) throws InterruptedException {
        generate(engine, 512);
        try (var outside = new Outside("ai.djl.pytorch.jni.")) {
            generate(engine, 512);
            System.out.printf("of a picture of %d steps by the starter at 512x512, %.1f %% of the time is spent outside of libtorch%n", STEPS, outside.percent());
        }
    }

    private static double median(Program program, Map<String, Tensor> inputs) {
        double[] seconds = new double[RUNS];
        program.run(inputs);
        program.run(inputs);
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            program.run(inputs);
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        Arrays.sort(seconds);
        return seconds[RUNS / 2];
    }

    private static Tensor noise(int... shape) {
        var random = new Random(1);
        return Tensor.zeros(shape).map(zero -> random.nextGaussian());
    }

    private List<String> engines() {
        String named = System.getProperty("mezzotint.bench.engines", "");
        if (!named.isBlank()) {
            return List.of(named.split(","));
        }
        return plugins.withAll(Backend.class, all ->
                all.stream().filter(l -> !l.hook().devices().isEmpty()).map(l -> l.entry().id()).limit(1).toList());
    }

    @SuppressWarnings("unchecked")
    private Program program(Graph graph, Checkpoint checkpoint, String engine) {
        try (@SuppressWarnings("rawtypes") Lease<Backend> lease = plugins.lease(Backend.class, engine)) {
            Backend<Record> backend = lease.hook();
            return backend.compile(graph, checkpoint, backend.devices().get(0), Parameters.of(backend, Map.of()));
        }
    }

    private CheckpointFormat format(Path path) {
        return first(CheckpointFormat.class, format -> {
            try {
                return format.reads(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Architecture architecture(Checkpoint checkpoint) {
        return first(Architecture.class, a -> a.matches(checkpoint));
    }

    private <H> H first(Class<H> hook, Predicate<H> fits) {
        return plugins.withAll(hook, all -> all.stream().map(l -> l.hook()).filter(fits).findFirst().orElseThrow());
    }

    private <T> T service(Class<T> type) {
        return new Services(context).get(type);
    }
}
