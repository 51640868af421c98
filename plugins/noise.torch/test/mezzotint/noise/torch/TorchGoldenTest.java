package mezzotint.noise.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.NoiseSource;
import mezzotint.libs.noise.SeedVariation;
import mezzotint.testkit.GoldenNoiseContract;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.Safetensors;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@Tag(Goldens.TAG)
class TorchGoldenTest implements GoldenNoiseContract<SeedVariation> {

    /** Types by the names the golden values have for them; a name without one is of single precision. */
    private static final Map<String, Precision> PRECISIONS =
            Map.of("f64", Precision.DOUBLE, "f16", Precision.HALF, "bf16", Precision.BFLOAT);

    private final Safetensors goldens = Goldens.tensors("noise/noise.safetensors");
    private final JsonObject cases = Goldens.json("noise/noise.json").getAsJsonObject();

    @Override
    public NoiseSource<SeedVariation> source() {
        return new Torch();
    }

    @Override
    public String reference() {
        return "CPU";
    }

    @Test
    void givesTheNormalsOfBothCalls() {
        compare("torch.randn", name -> {
            var generator = new TorchGenerator(seed(name));
            int count = goldens.doubles(name).length;
            return IntStream.range(0, Integer.parseInt(part(name, 3))).mapToObj(i -> generator.randn(count))
                    .reduce((a, b) -> b).orElseThrow();
        });
    }

    @Test
    void keepsTheSecondOfAPairFromCallToCall() {
        compare("torch.randn_sequence", name -> {
            var generator = new TorchGenerator(seed(name));
            return join(cases.getAsJsonArray("randn_sequence_lengths").asList().stream().map(n -> generator.randn(n.getAsInt())));
        });
    }

    @Test
    void mixesUniformsAndNormals() {
        compare("torch.rand_then_randn", name -> {
            var generator = new TorchGenerator(seed(name));
            return join(Arrays.stream(cases.get("rand_then_randn").getAsString().split(", "))
                    .map(call -> call.split(" ")).filter(call -> call[0].startsWith("rand"))
                    .map(call -> call[0].equals("rand") ? narrow(generator.rand(Integer.parseInt(call[1]), Precision.FLOAT))
                            : generator.randn(Integer.parseInt(call[1]))));
        });
    }

    @TestFactory
    Stream<DynamicTest> givesTheNormalsOfEachPrecision() {
        return PRECISIONS.keySet().stream().map(type -> DynamicTest.dynamicTest(type, () -> {
            for (String name : names("torch.randn_" + type)) {
                double[] expected = goldens.doubles(name);
                double[] actual = new TorchGenerator(seed(name)).randn(expected.length, PRECISIONS.get(type));
                // Half precision is coarser than the tolerance, so that these are equal to the bit.
                assertArrayEquals(expected, actual, type.equals("f64") ? 1e-14 : 0, name);
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> givesTheUniforms() {
        return Map.of("torch.rand", Precision.FLOAT, "torch.rand_f64", Precision.DOUBLE).entrySet().stream().map(group ->
                DynamicTest.dynamicTest(group.getKey(), () -> {
                    for (String name : names(group.getKey())) {
                        double[] expected = goldens.doubles(name);
                        assertArrayEquals(expected, new TorchGenerator(seed(name)).rand(expected.length, group.getValue()), name);
                    }
                }));
    }

    @Test
    void givesTheUniformsOfAnotherRange() {
        for (String name : names("torch.uniform_m1_1")) {
            double[] expected = goldens.doubles(name);
            double[] unit = new TorchGenerator(seed(name)).rand(expected.length, Precision.FLOAT);
            assertArrayEquals(expected, Arrays.stream(unit).map(u -> 2 * u - 1).toArray(), name);
        }
    }

    @Test
    void givesTheIntegers() {
        List<String> names = goldens.names().stream().filter(n -> n.startsWith("torch.randint_0_")).toList();
        assertFalse(names.isEmpty());
        for (String name : names) {
            long bound = number(part(name, 0).replace("torch.randint_0_", ""));
            long[] expected = goldens.longs(name);
            assertArrayEquals(expected, new TorchGenerator(seed(name)).randint(bound, expected.length), name);
        }
    }

    @Test
    void givesThePermutations() {
        List<String> names = goldens.names().stream().filter(n -> n.startsWith("torch.randperm_")).toList();
        assertFalse(names.isEmpty());
        for (String name : names) {
            int count = (int) number(part(name, 0).replace("torch.randperm_", ""));
            long[] actual = Arrays.stream(new TorchGenerator(seed(name)).randperm(count)).asLongStream().toArray();
            assertArrayEquals(goldens.longs(name), actual, name);
        }
    }

    @Test
    void givesTheBatchOfDiffusers() {
        long[] seeds = cases.getAsJsonArray("randn_tensor_list_seeds").asList().stream().mapToLong(JsonElement::getAsLong).toArray();
        int[] shape = goldens.shape("diffusers.randn_tensor_list");
        Noise noise = new Torch().noise(seeds, shape, new double[] {1}, new SeedVariation());
        close("diffusers.randn_tensor_list", goldens.doubles("diffusers.randn_tensor_list"), noise.next().toArray());
    }

    @Test
    void followsTheBrownianPath() {
        double[] sigmas = cases.getAsJsonArray("brownian_sigmas").asList().stream().mapToDouble(JsonElement::getAsDouble).toArray();
        compare("brownian", name -> {
            int[] shape = Arrays.copyOfRange(goldens.shape(name), 1, goldens.shape(name).length);
            Noise noise = new Torch().noise(new long[] {seed(name)}, shape, sigmas, new SeedVariation());
            return join(IntStream.range(0, sigmas.length - 1).mapToObj(i -> noise.between(sigmas[i], sigmas[i + 1]).toArray()));
        });
    }

    private void compare(String group, Function<String, float[]> actual) {
        long equal = 0;
        long all = 0;
        for (String name : names(group)) {
            double[] expected = goldens.doubles(name);
            float[] values = actual.apply(name);
            close(name, expected, values);
            equal += IntStream.range(0, values.length).filter(i -> values[i] == expected[i]).count();
            all += values.length;
        }
        System.out.printf("%s: %d of %d values are equal to the bit%n", group, equal, all);
    }

    private static void close(String name, double[] expected, float[] actual) {
        assertEquals(expected.length, actual.length, name);
        for (int i = 0; i < actual.length; i++) {
            assertEquals(expected[i], actual[i], GoldenNoiseContract.tolerance(expected[i]), name + " at " + i);
        }
    }

    private List<String> names(String group) {
        List<String> names = goldens.names().stream().filter(n -> n.startsWith(group + "/")).toList();
        assertFalse(names.isEmpty(), "no cases of " + group);
        return names;
    }

    private static float[] join(Stream<float[]> parts) {
        List<Tensor> tensors = new ArrayList<>();
        parts.forEach(p -> tensors.add(Tensor.of(p, p.length)));
        return Tensor.concat(tensors).toArray();
    }

    private static float[] narrow(double[] values) {
        float[] out = new float[values.length];
        IntStream.range(0, out.length).forEach(i -> out[i] = (float) values[i]);
        return out;
    }

    private static String part(String name, int index) {
        return name.split("/")[index];
    }

    private static long seed(String name) {
        return new BigInteger(part(name, 1)).longValue();
    }

    /** A number as names spell it: 1000, or 2p63m1 for 2^63 - 1. */
    private static long number(String text) {
        String[] parts = text.split("[pm]");
        return parts.length == 1 ? Long.parseLong(text)
                : new BigInteger(parts[0]).pow(Integer.parseInt(parts[1])).subtract(new BigInteger(parts[2])).longValueExact();
    }
}
