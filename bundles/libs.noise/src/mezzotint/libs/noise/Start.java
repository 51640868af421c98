package mezzotint.libs.noise;

import java.util.Arrays;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import mezzotint.tensor.Tensor;

/**
 * What pictures start from, as the class ImageRNG of AUTOMATIC1111 makes it: the noise of their seed, turned towards that of another
 * seed, and set into the middle of noise of another size.
 *
 * @param shape of one picture's latent, [channels, height, width]
 */
record Start(LongFunction<Normals> generators, int[] shape, SeedVariation variation) {

    /**
     * @param stream of the picture's seed, not used before; it stands where ImageRNG leaves it
     * @param picture its place in the batch
     */
    Tensor noise(long seed, Normals stream, int picture) {
        int[] origin = variation.origin(shape);
        if (Arrays.equals(origin, shape)) {
            return turned(draw(stream, shape), picture);
        }
        Tensor inner = turned(draw(generators.apply(seed), origin), picture);
        return inset(draw(stream, shape), inner);
    }

    private Tensor turned(Tensor noise, int picture) {
        double strength = variation.variationStrength();
        return strength == 0 ? noise : Slerp.between(noise, draw(generators.apply(variation.variationSeed() + picture), noise.shape()), strength);
    }

    private static Tensor draw(Normals stream, int[] shape) {
        return Tensor.of(stream.next(IntStream.of(shape).reduce(1, Math::multiplyExact)), shape);
    }

    /** The middle of the inner noise in the middle of the outer; what is odd is rounded down, as Python does. */
    private static Tensor inset(Tensor outer, Tensor inner) {
        int down = Math.floorDiv(outer.size(1) - inner.size(1), 2);
        int right = Math.floorDiv(outer.size(2) - inner.size(2), 2);
        int height = inner.size(1) + 2 * Math.min(down, 0);
        int width = inner.size(2) + 2 * Math.min(right, 0);
        float[] out = outer.toArray();
        float[] in = inner.toArray();
        for (int row = 0; row < outer.size(0) * height; row++) {
            int channel = row / height;
            int y = row % height;
            int from = (channel * inner.size(1) + y + Math.max(-down, 0)) * inner.size(2) + Math.max(-right, 0);
            int to = (channel * outer.size(1) + y + Math.max(down, 0)) * outer.size(2) + Math.max(right, 0);
            System.arraycopy(in, from, out, to, width);
        }
        return Tensor.of(out, outer.shape());
    }
}
