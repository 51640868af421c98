package mezzotint.test.jobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import mezzotint.studio.Studio;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.Pixels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Prompts that change in the course of a walk, and prompts that are combined. */
class PromptEditingTest {

    private final Studio studio = Osgi.service(Studio.class);

    @BeforeAll
    static void offer() throws Exception {
        GoldenModel.offer("tiny-sd15");
    }

    private float[] latent(String prompt, String sampler) {
        var settings = Map.<String, Object>of("model", "tiny-sd15", "prompt", prompt, "negative", "a [blurry:dark:2] one", "steps", 4, "width", 64, "height", 64, "seed", 7,
                "sampler", sampler, "schedule", "karras");
        return studio.generate(studio.request(settings), progress -> { }).get(0).latent().toArray();
    }

    private void assertSame(String one, String other, String sampler) {
        assertArrayEquals(latent(one, sampler), latent(other, sampler), 1e-3f, one + " and " + other);
    }

    private void assertOther(String one, String other, String sampler) {
        assertFalse(Arrays.equals(latent(one, sampler), latent(other, sampler)), one + " and " + other);
    }

    @Test
    void a_prompt_changes_at_its_step() {
        assertSame("a [cat:dog:0]", "a dog", "euler");
        assertSame("a [cat:dog:4]", "a cat", "euler");
        assertSame("a [cat|cat]", "a cat", "euler");
        assertSame("a [cat:dog:0.5]", "a [cat:dog:2]", "euler");
        assertOther("a [cat:dog:2]", "a cat", "euler");
        assertOther("a [cat:dog:2]", "a dog", "euler");
        assertOther("a [cat:dog:2]", "a [cat:dog:1]", "euler");
        assertSame("a [cat:dog:3]", "a cat", "euler"); // the call after the step of a number still says the first
        assertOther("a [cat|dog]", "a [dog|cat]", "euler");
    }

    /** Heun calls the model seven times in four steps; A1111 counts eight. */
    @Test
    void samplers_that_call_twice_are_counted_by_calls() {
        assertSame("a [cat:dog:0.5]", "a [cat:dog:4]", "heun");
        assertSame("a [cat:dog:6]", "a cat", "heun");
        assertOther("a [cat:dog:5]", "a cat", "heun");
    }

    @Test
    void prompts_are_combined() {
        assertSame("a cat AND a dog :0", "a cat", "euler");
        assertSame("a cat :0.5 AND a cat :0.5", "a cat", "euler");
        assertOther("a cat AND a dog", "a cat", "euler");
        assertSame("a cat AND a dog :0.7", "a dog :0.7 AND a cat", "euler");
    }

    @Test
    void by_the_other_way_in_too() {
        assertEquals(a1111("a dog"), a1111("a [cat:dog:0]"));
        assertEquals(a1111("a [cat:dog:0.5]"), a1111("a [cat:dog:2]"));
    }

    private static int a1111(String prompt) {
        return Pixels.of(Api.post("/sdapi/v1/txt2img", new HashMap<>(Map.of("prompt", prompt, "seed", 5, "steps", 4, "width", 64, "height", 64, "sampler_name", "Euler",
                "override_settings", Map.of("sd_model_checkpoint", "tiny-sd15")))));
    }
}
