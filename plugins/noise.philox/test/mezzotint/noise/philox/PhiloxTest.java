package mezzotint.noise.philox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import mezzotint.diffusion.Noise;
import mezzotint.plugin.None;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.NoiseSourceContract;
import mezzotint.testkit.Safetensors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PhiloxTest implements NoiseSourceContract<None> {

    @Override
    public Philox source() {
        return new Philox();
    }

    @Test
    @Tag(Goldens.TAG)
    void givesTheNormalsOfBothCalls() {
        Safetensors goldens = Goldens.tensors("noise/noise.safetensors");
        List<String> names = goldens.names().stream().filter(n -> n.startsWith("philox.randn/")).toList();
        assertFalse(names.isEmpty());
        long equal = 0;
        long all = 0;
        for (String name : names) {
            String[] parts = name.split("/");
            double[] expected = goldens.doubles(name);
            var generator = new PhiloxGenerator(new BigInteger(parts[1]).longValue());
            float[] actual = IntStream.range(0, Integer.parseInt(parts[3])).mapToObj(i -> generator.randn(expected.length))
                    .reduce((a, b) -> b).orElseThrow();
            close(name, expected, actual);
            equal += IntStream.range(0, actual.length).filter(i -> actual[i] == expected[i]).count();
            all += actual.length;
        }
        System.out.printf("philox.randn: %d of %d values are equal to the bit%n", equal, all);
    }

    @Test
    @Tag(Goldens.TAG)
    void isTheStreamOfA1111() {
        Safetensors goldens = Goldens.tensors("noise/noise.safetensors");
        int found = 0;
        for (JsonElement e : Goldens.json("noise/noise.json").getAsJsonObject().getAsJsonArray("a1111_rng_cases")) {
            JsonObject c = e.getAsJsonObject();
            String name = c.get("name").getAsString();
            if (!name.contains("/NV/ensd0/") || c.has("subseeds") || c.has("seed_resize_from_h")) {
                continue;
            }
            found++;
            long[] seeds = c.getAsJsonArray("seeds").asList().stream().mapToLong(JsonElement::getAsLong).toArray();
            Noise noise = new Philox().noise(seeds, goldens.shape(name + "/first"), new double[] {1}, new None());
            for (String call : List.of("first", "second", "third")) {
                close(name, goldens.doubles(name + "/" + call), noise.next().toArray());
            }
        }
        assertFalse(found == 0, "no case of a plain stream");
    }

    private static void close(String name, double[] expected, float[] actual) {
        assertEquals(expected.length, actual.length, name);
        for (int i = 0; i < actual.length; i++) {
            assertEquals(expected[i], actual[i], 2e-6, name + " at " + i);
        }
    }
}
