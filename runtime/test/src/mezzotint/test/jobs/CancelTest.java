package mezzotint.test.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import mezzotint.backend.Backend;
import mezzotint.backend.Device;
import mezzotint.backend.Program;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Levels;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.Schedule;
import mezzotint.diffusion.StepHook;
import mezzotint.graph.Graph;
import mezzotint.image.Image;
import mezzotint.image.PostProcessor;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.None;
import mezzotint.plugin.Parameters;
import mezzotint.script.ImageSink;
import mezzotint.studio.Picture;
import mezzotint.tensor.Tensor;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.Culprits;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceRegistration;

/** A job ends when it is told to, whatever it is in; the others go on. */
class CancelTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    /** A property that is set once the hooks may end which came from a jar: their classes are not those of this bundle. */
    private static final String RELEASE = "mezzotint.test.release";

    private static volatile CountDownLatch released = new CountDownLatch(1);
    private static final Semaphore ENTERED = new Semaphore(0);

    private final List<ServiceRegistration<?>> registered = new ArrayList<>();
    private final Culprits culprits = new Culprits();

    @BeforeAll
    static void prepare() throws IOException {
        GoldenModel.offer("tiny-sd15");
    }

    @AfterEach
    void release() {
        System.setProperty(RELEASE, "now");
        released.countDown();
        try {
            awaitLeft(0);
            registered.forEach(ServiceRegistration::unregister);
            culprits.close();
        } finally {
            System.clearProperty(RELEASE);
            released = new CountDownLatch(1);
            ENTERED.drainPermits();
        }
    }

    /** Comes back when the test is over, whoever interrupts. */
    private static <T> T hang(Supplier<T> then) {
        ENTERED.release();
        while (released.getCount() > 0) {
            LockSupport.parkNanos(1_000_000);
            Thread.interrupted();
        }
        return then.get();
    }

    record HangingFinish() implements PostProcessor<None> {
        @Override
        public Image apply(Image image, None params) {
            return hang(() -> image);
        }
    }

    record HangingHook() implements StepHook<None> {
        @Override
        public Tensor after(Step step, None params) {
            return hang(step::denoised);
        }
    }

    record HangingSampler() implements Sampler<None> {
        @Override
        public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, None params) {
            return hang(() -> x);
        }
    }

    record HangingSchedule() implements Schedule<None> {
        @Override
        public double[] sigmas(int steps, Levels levels, None params) {
            return hang(() -> new double[] {1, 0});
        }
    }

    record HangingSink() implements ImageSink<None> {
        @Override
        public URI accept(Picture picture, None params) {
            return hang(() -> URI.create("test:none"));
        }
    }

    /** The engine in Java, which is stuck before it runs anything. */
    record HangingEngine(Backend<Record> java) implements Backend<None> {
        @Override
        public List<Device> devices() {
            return java.devices();
        }

        @Override
        public Program compile(Graph graph, Checkpoint weights, Device device, None params) {
            Program program = java.compile(graph, weights, device, Parameters.of(java, Map.of()));
            return new Program() {
                @Override
                public Map<String, Tensor> run(Map<String, Tensor> inputs) {
                    return hang(() -> program.run(inputs));
                }

                @Override
                public long memory() {
                    return program.memory();
                }

                @Override
                public void close() {
                    program.close();
                }
            };
        }
    }

    /** Another finish, from a bundle that can be removed. */
    public static final class StuckFinish implements PostProcessor<None> {
        @Override
        public Image apply(Image image, None params) {
            while (System.getProperty("mezzotint.test.release") == null) {
                LockSupport.parkNanos(1_000_000);
                Thread.interrupted();
            }
            return image;
        }
    }

    private <H> void register(Class<H> hook, H plugin) {
        registered.add(Osgi.context().registerService(hook, plugin, new Hashtable<>(Map.of(
                "mezzotint.id", "hanging", "mezzotint.label", "Hanging", "mezzotint.source", "", "service.ranking", -1000))));
    }

    private static void awaitLeft(int count) {
        long end = System.nanoTime() + LONG.toNanos();
        while (left().size() != count) {
            assertTrue(System.nanoTime() < end, left().toString());
            Thread.onSpinWait();
        }
    }

    private static List<JsonElement> left() {
        var all = new ArrayList<JsonElement>();
        Api.get("/api/status").object().getAsJsonArray("leftThreads").forEach(all::add);
        return all;
    }

    private static String stuck(Map<String, ?> settings) throws InterruptedException {
        String job = Api.submit(Culprits.picture(settings));
        assertTrue(ENTERED.tryAcquire(LONG.toSeconds(), TimeUnit.SECONDS), "it came so far");
        return job;
    }

    /** What hangs is still hanging when its job has ended and another is done. */
    private void assertCancels(String hook, Map<String, ?> settings) throws Exception {
        String job = stuck(settings);
        String next = Api.submit(Culprits.picture(Map.of()));
        Api.delete("/api/jobs/" + job);
        assertEquals("cancelled", Api.awaitEnd(job, LONG).get("state").getAsString());
        JsonObject left = left().get(0).getAsJsonObject();
        assertEquals(List.of(hook, "hanging"), List.of(left.get("hook").getAsString(), left.get("plugin").getAsString()), left.toString());
        assertEquals("done", Api.awaitEnd(next, LONG).get("state").getAsString());
        assertEquals(1, left().size());
    }

    @Test
    void a_post_processor_that_hangs_holds_up_one_picture() throws Exception {
        register(PostProcessor.class, new HangingFinish());
        assertCancels("postprocessor", Map.of("finish", List.of("hanging")));
    }

    @Test
    void so_does_a_step_hook() throws Exception {
        register(StepHook.class, new HangingHook());
        assertCancels("stephook", Map.of("watchers", List.of("hanging")));
    }

    @Test
    void so_does_a_sampler() throws Exception {
        register(Sampler.class, new HangingSampler());
        assertCancels("sampler", Map.of("sampler", "hanging"));
    }

    @Test
    void so_does_a_schedule() throws Exception {
        register(Schedule.class, new HangingSchedule());
        assertCancels("schedule", Map.of("schedule", "hanging"));
    }

    @Test
    void so_does_a_sink() throws Exception {
        register(ImageSink.class, new HangingSink());
        String job = stuck(Map.of());
        Api.delete("/api/jobs/" + job);
        assertEquals("cancelled", Api.awaitEnd(job, LONG).get("state").getAsString());
        awaitLeft(1);
        registered.remove(0).unregister();
        Culprits.done(Map.of());
        assertEquals(1, left().size());
    }

    @Test
    void the_time_of_a_job_ends_it_too() throws Exception {
        register(PostProcessor.class, new HangingFinish());
        JsonObject end = Culprits.end(Map.of("finish", List.of("hanging"), "timeout", 2));
        assertEquals("failed", end.get("state").getAsString());
        assertTrue(end.getAsJsonObject("problem").get("detail").getAsString().contains("longer than 2 s"), end.toString());
        awaitLeft(1);
        Culprits.done(Map.of());
    }

    /** Its networks may not be touched while it is in there, so the next job begins when it has come back. */
    @Test
    @SuppressWarnings("unchecked")
    void a_job_in_an_engine_ends_at_once_and_the_next_waits_for_the_engine() throws Exception {
        var engines = Osgi.context().getServiceReferences(Backend.class, "(mezzotint.id=java)");
        register(Backend.class, new HangingEngine(Osgi.context().getService(engines.iterator().next())));
        String job = stuck(Map.of("backend", "hanging"));
        Api.delete("/api/jobs/" + job);
        assertEquals("cancelled", Api.awaitEnd(job, LONG).get("state").getAsString());
        assertEquals("backend", left().get(0).getAsJsonObject().get("hook").getAsString());
        String next = Api.submit(Culprits.picture(Map.of()));
        Api.await(next, Set.of("running"), LONG);
        String third = Api.submit(Culprits.picture(Map.of()));
        Api.delete("/api/jobs/" + next);
        assertEquals("cancelled", Api.awaitEnd(next, LONG).get("state").getAsString(), "also the one that waits for it ends when it is told to");
        released.countDown();
        assertEquals("done", Api.awaitEnd(third, LONG).get("state").getAsString());
        awaitLeft(0);
    }

    @Test
    void a_plugin_that_hangs_is_removed_while_it_does() throws Exception {
        culprits.install("org.example.stuck", PostProcessor.class, StuckFinish.class);
        String job = Api.submit(Culprits.picture(Map.of("finish", List.of("stuck"))));
        Api.await(job, now -> now.getAsJsonObject("progress").get("stage").getAsString().equals("decoding"), LONG);
        Api.Answer removal = Api.delete("/api/plugins/org.example.stuck");
        Api.delete("/api/jobs/" + job);
        assertEquals("cancelled", Api.awaitEnd(job, LONG).get("state").getAsString());
        assertEquals(200, Api.settle(removal, LONG).status());
        culprits.forget("org.example.stuck");
    }
}
