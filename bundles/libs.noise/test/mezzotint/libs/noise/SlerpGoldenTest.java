package mezzotint.libs.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.GoldenNoiseContract;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.Safetensors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

@Tag(Goldens.TAG)
class SlerpGoldenTest {

    private final Safetensors goldens = Goldens.tensors("noise/noise.safetensors");

    @TestFactory
    Stream<DynamicTest> liesBetweenAsTheReferenceHasIt() {
        Tensor low = goldens.tensor("slerp/low");
        List<String> shares = goldens.names().stream().filter(n -> n.matches("slerp/[\\d.]+")).toList();
        assertFalse(shares.isEmpty());
        return Stream.concat(
                shares.stream().map(name -> DynamicTest.dynamicTest(name, () ->
                        compare(name, Slerp.between(low, goldens.tensor("slerp/high"), Double.parseDouble(name.substring("slerp/".length())))))),
                // The reference went 0.3 of the way from the low noise to 1.0001 times it.
                Stream.of(DynamicTest.dynamicTest("slerp/same", () -> compare("slerp/same", Slerp.between(low, low.times(1.0001), 0.3)))));
    }

    private void compare(String name, Tensor actual) {
        double[] expected = goldens.doubles(name);
        float[] values = actual.toArray();
        assertEquals(expected.length, values.length);
        IntStream.range(0, values.length).forEach(i -> assertEquals(expected[i], values[i], GoldenNoiseContract.tolerance(expected[i]), name + " at " + i));
    }
}
