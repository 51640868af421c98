package mezzotint.sampler.dpmpp2msde;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import mezzotint.diffusion.Noise;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.SamplerContract;
import org.junit.jupiter.api.Test;

class DpmPp2MSdeTest implements SamplerContract<DpmPp2MSde.Params> {

    @Override
    public DpmPp2MSde sampler() {
        return new DpmPp2MSde();
    }

    @Override
    public int order() {
        return 0;
    }

    @Test
    void takesItsNoiseFromTheBrownianPath() {
        var asked = new ArrayList<List<Double>>();
        Tensor x = Tensor.zeros(1, 4, 2, 2);
        Noise path = new Noise() {
            @Override
            public Tensor next() {
                throw new AssertionError("plain noise changes with the number of steps");
            }

            @Override
            public Tensor between(double sigma, double next) {
                asked.add(List.of(sigma, next));
                return x;
            }
        };
        sampler().sample(UNIT, x, new double[] {10, 3, 1, 0}, path, new DpmPp2MSde.Params());
        assertEquals(List.of(List.of(10.0, 3.0), List.of(3.0, 1.0)), asked);
    }
}
