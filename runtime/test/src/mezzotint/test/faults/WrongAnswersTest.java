package mezzotint.test.faults;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import mezzotint.control.Conditioner;
import mezzotint.control.ImageToImage;
import mezzotint.diffusion.Guidance;
import mezzotint.diffusion.NoiseSource;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.Schedule;
import mezzotint.test.kit.BadPlugins;
import mezzotint.test.kit.Culprits;
import mezzotint.test.kit.GoldenModel;
import mezzotint.text.TextEncoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a plugin gives that the next cannot use fails its job, in its own name. */
class WrongAnswersTest {

    private final Culprits culprits = new Culprits();

    @BeforeAll
    static void prepare() throws IOException {
        GoldenModel.offer("tiny-sd15");
    }

    @AfterEach
    void cleanUp() {
        culprits.close();
    }

    @Test
    void of_a_sampler() throws Exception {
        assertFails("nothing", Sampler.class, BadPlugins.NullSampler.class, "sampler", "gave nothing");
        assertFails("wide", Sampler.class, BadPlugins.WideSampler.class, "sampler", "gave the shape [1, 2, 3, 4] where [1, 4, 8, 8] is needed");
        assertFails("asks", Sampler.class, BadPlugins.NanSampler.class, "sampler", "asked for a latent at sigma");
        assertFails("narrow", Sampler.class, BadPlugins.NarrowSampler.class, "sampler", "asked for a latent of the shape [1, 3, 8, 8] where the walk's is [1, 4, 8, 8]");
    }

    @Test
    void of_a_schedule() throws Exception {
        assertFails("levels", Schedule.class, BadPlugins.NanSchedule.class, "schedule", "gave levels that no walk can follow: [1.0, NaN, 0.0]");
        assertFails("rising", Schedule.class, BadPlugins.RisingSchedule.class, "schedule", "gave levels that no walk can follow: [1.0, 2.0, 3.0, 0.0]");
        assertFails("long", Schedule.class, BadPlugins.LongSchedule.class, "schedule", "gave levels for 1000 steps where 3 were asked for");
    }

    @Test
    void of_a_noise_source() throws Exception {
        assertFails("coarse", NoiseSource.class, BadPlugins.WideNoise.class, "noise", "noise source", "gave the shape [1, 2, 3, 4] where [1, 4, 8, 8] is needed");
    }

    @Test
    void of_a_text_encoder() throws Exception {
        assertFails("terse", TextEncoder.class, BadPlugins.NarrowEncoder.class, "encoder", "text encoder", "gave context[1, 77, 5] where context[batch, tokens, ");
        assertFails("silent", TextEncoder.class, BadPlugins.SilentEncoder.class, "encoder", "text encoder", "gave nothing where context[batch, tokens, ");
    }

    @Test
    void of_a_guidance() throws Exception {
        assertFails("misled", Guidance.class, BadPlugins.WideGuidance.class, "guidance", "gave the shape [1, 2, 3, 4] where [1, 4, 8, 8] is needed");
    }

    @Test
    void of_a_conditioner() throws Exception {
        culprits.install("org.example.tells", Conditioner.class, BadPlugins.NarrowConditioner.class);
        culprits.assertFails("org.example.tells", Map.of("controls", List.of("tells")), "conditioner", "gave context[1, 77, 5] where context[batch, tokens, ");
        culprits.install("org.example.answers", Conditioner.class, BadPlugins.WideConditioner.class);
        culprits.assertFails("org.example.answers", Map.of("controls", List.of("answers")), "conditioner", "gave the shape [1, 2, 3, 4] where [1, 4, 8, 8] is needed");
    }

    @Test
    void of_image_to_image() throws Exception {
        assertFails("begins", ImageToImage.class, BadPlugins.WideStart.class, "image", "image to image", "gave the shape [1, 2, 3, 4] where [1, 4, 8, 8] is needed");
    }

    private void assertFails(String name, Class<?> hook, Class<?> plugin, String word, String did) throws IOException {
        assertFails(name, hook, plugin, word, word, did);
    }

    /** @param field that names the plugin in a request */
    private void assertFails(String name, Class<?> hook, Class<?> plugin, String field, String word, String did) throws IOException {
        String bundle = "org.example." + name;
        culprits.install(bundle, hook, plugin);
        culprits.assertFails(bundle, Map.of(field, name), word, did);
    }
}
