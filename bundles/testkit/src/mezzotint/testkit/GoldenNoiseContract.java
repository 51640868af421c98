package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.NoiseSource;
import mezzotint.plugin.Parameters;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * A source of noise that gives what AUTOMATIC1111's class ImageRNG gives: plain, with a variation, resized, with another seed for the
 * noise of samplers. Its parameters have the names that the sources which ship give them.
 */
@Tag(Goldens.TAG)
public interface GoldenNoiseContract<P extends Record> {

    /** Of normals of single precision, whose logarithms and cosines differ by an ulp between processors; an ulp grows with the value. */
    static double tolerance(double expected) {
        return 2e-6 * Math.max(1, Math.abs(expected));
    }

    NoiseSource<P> source();

    /** What the golden values call the generator: CPU, NV. */
    String reference();

    @TestFactory
    default List<DynamicTest> isTheStreamOfA1111() {
        JsonArray cases = Goldens.json("noise/noise.json").getAsJsonObject().getAsJsonArray("a1111_rng_cases");
        List<DynamicTest> tests = cases.asList().stream().map(JsonElement::getAsJsonObject)
                .filter(c -> c.get("name").getAsString().split("/")[1].equals(reference()))
                .map(c -> DynamicTest.dynamicTest(c.get("name").getAsString(), () -> compare(c))).toList();
        assertFalse(tests.isEmpty(), "no golden values are named for " + reference());
        return tests;
    }

    /** Each picture alone, as its place in a batch is none of its noise's business while it has the seeds of the case. */
    private void compare(JsonObject example) {
        Safetensors goldens = Goldens.tensors("noise/noise.safetensors");
        String name = example.get("name").getAsString();
        int[] shape = goldens.shape(name + "/first");
        JsonArray seeds = example.getAsJsonArray("seeds");
        shape[0] = 1;
        for (int picture = 0; picture < seeds.size(); picture++) {
            Noise noise = source().noise(new long[] {seeds.get(picture).getAsLong()}, shape, new double[] {1}, params(example, picture));
            for (String call : List.of("first", "second", "third")) {
                assertClose(name + "/" + call, goldens.doubles(name + "/" + call), picture, noise.next().toArray());
            }
        }
    }

    private static void assertClose(String name, double[] expected, int picture, float[] actual) {
        IntStream.range(0, actual.length).forEach(i -> {
            double value = expected[picture * actual.length + i];
            assertEquals(value, actual[i], tolerance(value), name + " of picture " + picture + " at " + i);
        });
    }

    private P params(JsonObject example, int picture) {
        var values = new HashMap<String, Object>();
        values.put("etaSeedDelta", Long.parseLong(example.get("name").getAsString().split("/")[2].replace("ensd", "")));
        if (example.has("subseeds")) {
            values.put("variationSeed", example.getAsJsonArray("subseeds").get(picture).getAsLong());
            values.put("variationStrength", example.get("subseed_strength").getAsDouble());
        }
        Map.of("seed_resize_from_w", "fromWidth", "seed_resize_from_h", "fromHeight").forEach((theirs, ours) -> {
            if (example.has(theirs)) {
                values.put(ours, example.get(theirs).getAsInt());
            }
        });
        return Parameters.of(source(), values);
    }
}
