package mezzotint.noise.philox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import mezzotint.diffusion.NoiseSource;
import mezzotint.libs.noise.SeedVariation;
import mezzotint.testkit.GoldenNoiseContract;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.Safetensors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Goldens.TAG)
class PhiloxGoldenTest implements GoldenNoiseContract<SeedVariation> {

    @Override
    public NoiseSource<SeedVariation> source() {
        return new Philox();
    }

    @Override
    public String reference() {
        return "NV";
    }

    @Test
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
            assertEquals(expected.length, actual.length, name);
            IntStream.range(0, actual.length).forEach(i -> assertEquals(expected[i], actual[i], GoldenNoiseContract.tolerance(expected[i]), name + " at " + i));
            equal += IntStream.range(0, actual.length).filter(i -> actual[i] == expected[i]).count();
            all += actual.length;
        }
        System.out.printf("philox.randn: %d of %d values are equal to the bit%n", equal, all);
    }
}
