package mezzotint.test.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import mezzotint.diffusion.StepHook;
import mezzotint.plugin.Param;
import mezzotint.tensor.Tensor;
import org.osgi.framework.ServiceRegistration;

/** Requests for small pictures, which can be made to take as long as a test needs one. */
public final class QuickPictures implements AutoCloseable {

    public static final int STEPS = 10;
    private static final Duration LONG = Duration.ofMinutes(5);

    private final ServiceRegistration<?> slow;

    private QuickPictures(ServiceRegistration<?> slow) {
        this.slow = slow;
    }

    /** Makes every step take a while. */
    public record Slow() implements StepHook<Slow.Params> {

        public record Params(@Param(label = "Pause", unit = "ms") int pause) {
            public Params() {
                this(200);
            }
        }

        @Override
        public Tensor after(Step step, Params params) {
            try {
                Thread.sleep(params.pause());
            } catch (InterruptedException e) {
                throw new CancellationException();
            }
            return step.denoised();
        }
    }

    /** Until it is closed, pictures can be slow. */
    public static QuickPictures begin() throws IOException {
        GoldenModel.offer("tiny-sd15");
        return new QuickPictures(Osgi.context().registerService(StepHook.class, new Slow(), new Hashtable<>(Map.of(
                "mezzotint.id", "slow", "mezzotint.label", "Slow", "mezzotint.source", ""))));
    }

    /** @param pause milliseconds that each call of the denoiser takes longer */
    public static Map<String, Object> picture(String sampler, int pause) {
        var settings = new HashMap<String, Object>(Map.of("model", "tiny-sd15", "prompt", "a cat", "sampler", sampler,
                "steps", STEPS, "width", 64, "height", 64, "seed", 1));
        if (pause > 0) {
            settings.put("watchers", List.of(Map.of("id", "slow", "params", Map.of("pause", pause))));
        }
        return settings;
    }

    public static void assertDone(String job) {
        JsonObject end = Api.awaitEnd(job, LONG);
        assertEquals("done", end.get("state").getAsString(), end.toString());
    }

    @Override
    public void close() {
        slow.unregister();
    }
}
