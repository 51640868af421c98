package mezzotint.test.jobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mezzotint.plugin.Problem;
import mezzotint.studio.Picture;
import mezzotint.studio.Studio;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.Test;

/** Pictures of one seed that vary, by either source of noise. */
class VariationTest {

    private final Studio studio = Osgi.service(Studio.class);

    @Test
    void a_batch_keeps_the_seed_and_varies() throws Exception {
        for (String source : List.of("torch", "philox")) {
            var variation = Map.<String, Object>of("variationSeed", 5, "variationStrength", 0.3);
            List<Picture> both = pictures(2, source, variation);
            assertEquals(List.of(7L, 7L), both.stream().map(Picture::seed).toList());
            assertFalse(Arrays.equals(latent(both.get(0)), latent(both.get(1))), "they differ");
            var next = Map.<String, Object>of("variationSeed", 6, "variationStrength", 0.3);
            assertArrayEquals(latent(both.get(1)), latent(pictures(1, source, next).get(0)), 1e-3f);
        }
    }

    @Test
    void without_a_variation_the_seed_counts_up() throws Exception {
        List<Picture> both = pictures(2, "torch", Map.of());
        assertEquals(List.of(7L, 8L), both.stream().map(Picture::seed).toList());
        assertArrayEquals(latent(both.get(0)), latent(pictures(1, "torch", Map.of("variationSeed", 5)).get(0)), 1e-3f);
    }

    @Test
    void one_side_alone_is_refused() {
        Problem problem = assertThrows(Problem.class, () -> pictures(1, "torch", Map.of("fromHeight", 512)));
        assertEquals(Problem.Kind.INVALID, problem.kind());
        assertEquals("the seed is resized from 0x512", problem.getMessage());
    }

    private List<Picture> pictures(int count, String source, Map<String, Object> params) throws Exception {
        GoldenModel.offer("tiny-sd15");
        var settings = new HashMap<String, Object>(Map.of("model", "tiny-sd15", "prompt", "a cat", "steps", 2, "width", 64, "height", 64,
                "seed", 7, "count", count));
        settings.put("noise", Map.of("id", source, "params", params));
        return studio.generate(studio.request(settings), progress -> {});
    }

    private static float[] latent(Picture picture) {
        return picture.latent().toArray();
    }
}
