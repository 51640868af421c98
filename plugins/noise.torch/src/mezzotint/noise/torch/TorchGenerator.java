package mezzotint.noise.torch;

import java.util.stream.IntStream;

/**
 * PyTorch's generator on the CPU. Of a seed only the low 32 bits count, as in PyTorch.
 *
 * <p>Sixteen values or more are made in blocks of 16, a cosine half and a sine half; if the last
 * block is not full, the last 16 values are made anew. Fewer are made one by one in double
 * precision, in pairs, the second of which is kept for the next call.
 */
final class TorchGenerator {

    private static final int BLOCK = 16;

    private final MersenneTwister bits;
    private double kept = Double.NaN;

    TorchGenerator(long seed) {
        bits = new MersenneTwister((int) seed);
    }

    /** Normal values in single precision. */
    float[] randn(int count) {
        float[] out = new float[count];
        if (count < BLOCK) {
            for (int i = 0; i < count; i++) {
                out[i] = (float) normal();
            }
            return out;
        }
        fill(out, 0);
        for (int at = 0; at + BLOCK <= count; at += BLOCK) {
            transform(out, at);
        }
        if (count % BLOCK != 0) {
            fill(out, count - BLOCK);
            transform(out, count - BLOCK);
        }
        return out;
    }

    /** Values spread evenly over [0, 1), in steps of 2^-24. */
    float[] rand(int count) {
        float[] out = new float[count];
        fill(out, 0);
        return out;
    }

    /** Whole numbers from 0 to the bound, which is left out. */
    long[] randint(long bound, int count) {
        long[] out = new long[count];
        for (int i = 0; i < count; i++) {
            out[i] = bound >>> 32 == 0 ? (bits.next() & 0xFFFFFFFFL) % bound : Long.remainderUnsigned(next64(), bound);
        }
        return out;
    }

    /** The numbers from 0 in a random order. */
    int[] randperm(int count) {
        int[] out = IntStream.range(0, count).toArray();
        for (int i = 0; i + 1 < count; i++) {
            int j = i + Integer.remainderUnsigned(bits.next(), count - i);
            int swapped = out[i];
            out[i] = out[j];
            out[j] = swapped;
        }
        return out;
    }

    private void fill(float[] out, int from) {
        for (int i = from; i < out.length; i++) {
            out[i] = (bits.next() & 0xFFFFFF) * 0x1p-24f;
        }
    }

    /** Box and Muller's transform of a block, in single precision as PyTorch does it. */
    private static void transform(float[] block, int at) {
        for (int i = at; i < at + BLOCK / 2; i++) {
            float radius = (float) Math.sqrt(-2 * (float) Math.log(1 - block[i]));
            float angle = (float) (2 * Math.PI) * block[i + BLOCK / 2];
            block[i] = radius * (float) Math.cos(angle);
            block[i + BLOCK / 2] = radius * (float) Math.sin(angle);
        }
    }

    private double normal() {
        if (!Double.isNaN(kept)) {
            double out = kept;
            kept = Double.NaN;
            return out;
        }
        double angle = 2 * Math.PI * uniform();
        double radius = Math.sqrt(-2 * Math.log1p(-uniform()));
        kept = radius * Math.sin(angle);
        return radius * Math.cos(angle);
    }

    private double uniform() {
        return (next64() & (1L << 53) - 1) * 0x1p-53;
    }

    private long next64() {
        return (long) bits.next() << 32 | bits.next() & 0xFFFFFFFFL;
    }
}
