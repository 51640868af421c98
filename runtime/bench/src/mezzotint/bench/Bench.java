package mezzotint.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import mezzotint.backend.Backend;
import mezzotint.backend.Program;
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
import org.osgi.util.tracker.ServiceTracker;

/**
 * Prints, for each model and engine, the time of a step (guidance on: a batch of two), of the decoder
 * and of a picture, and the peak memory of the process so far. The system property {@code
 * mezzotint.bench.engines} names the engines, separated by commas; the default is the best one. {@code
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
                measure();
                status = 0;
            } catch (Exception | Error e) {
                e.printStackTrace();
            } finally {
                System.exit(status);
            }
        }, "bench").start();
    }

    @Override
    public void stop(BundleContext context) {}

    private void measure() throws Exception {
        System.out.printf("%-28s %-9s %10s %10s %10s %12s%n", "model", "engine", "a step", "decoder", "a picture", "peak memory");
        for (String engine : engines()) {
            Models.Card card = service(Models.class).find("");
            try (Checkpoint starter = format(card.path()).open(card.path())) {
                Networks networks = architecture(starter).networks(starter);
                row(card.name() + " 256x256", engine, starter, networks, 32, picture(engine));
            }
            // An hour of plain Java is no help to anybody.
            if (!engine.equals("java")) {
                try (Checkpoint starter = format(card.path()).open(card.path()); Checkpoint large = new RandomUNet(starter)) {
                    row("SD1.5-sized, random 512x512", engine, large, architecture(large).networks(large), 64, Double.NaN);
                }
            }
        }
    }

    private void row(String model, String engine, Checkpoint checkpoint, Networks networks, int size, double picture) throws IOException {
        double step = Double.NaN;
        double decoder = Double.NaN;
        try (Program program = program(networks.denoiser(), checkpoint, engine)) {
            int width = networks.denoiser().inputs().stream().filter(i -> i.name().equals("context")).findFirst().orElseThrow()
                    .shape().get(2).bind(Map.of());
            Map<String, Tensor> inputs = Map.of("x", noise(2, networks.latents().channels(), size, size),
                    "time", Tensor.of(new float[] {500}, 1), "context", noise(2, 77, width));
            step = median(program, inputs);
            compare("unet", checkpoint, program, inputs);
        }
        if (!(checkpoint instanceof RandomUNet)) {
            try (Program program = program(networks.decoder(), checkpoint, engine)) {
                Map<String, Tensor> inputs = Map.of("latent", noise(1, networks.latents().channels(), size, size));
                decoder = median(program, inputs);
                compare("decoder", checkpoint, program, inputs);
            }
        }
        System.out.printf("%-28s %-9s %8.3f s %8.3f s %8.2f s %9d MB%n", model, engine, step, decoder, picture, peakMegabytes());
        if (!Double.isNaN(picture)) {
            System.out.printf("  of a picture of %d steps, %.1f %% is spent outside of these two%n", STEPS,
                    100 * (picture - STEPS * step - decoder) / picture);
        }
    }

    private void compare(String network, Checkpoint checkpoint, Program program, Map<String, Tensor> inputs) throws IOException {
        String folder = System.getProperty("mezzotint.bench.peers", "");
        if (!folder.isBlank()) {
            List<String> engines = List.of(System.getProperty("mezzotint.bench.peers.engines", "torch,onnxruntime,openvino").split(","));
            String model = checkpoint instanceof RandomUNet ? "sd15" : service(Models.class).find("").path().toString();
            new Peers(Path.of(folder), engines).compare(network, model, program, inputs);
        }
    }

    /** Seconds of the second picture: the first loads the model. */
    private double picture(String engine) {
        Studio studio = service(Studio.class);
        Map<String, Object> settings = Map.of("prompt", "red apple, 3d style", "seed", 7, "steps", STEPS, "backend", engine);
        studio.generate(studio.request(settings), progress -> {});
        long start = System.nanoTime();
        studio.generate(studio.request(settings), progress -> {});
        return (System.nanoTime() - start) / 1e9;
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
        var random = new java.util.Random(1);
        return Tensor.zeros(shape).map(zero -> random.nextGaussian());
    }

    private static long peakMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(l -> l.startsWith("VmHWM"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024).findFirst().orElse(0);
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
                throw new java.io.UncheckedIOException(e);
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
        var tracker = new ServiceTracker<T, T>(context, type, null);
        tracker.open();
        try {
            return java.util.Objects.requireNonNull(tracker.waitForService(10_000), type.getName());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
