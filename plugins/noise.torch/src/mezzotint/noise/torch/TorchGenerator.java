package mezzotint.noise.torch;

import java.util.Arrays;
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
        return narrow(randn(count, Precision.FLOAT));
    }

    /** Normal values of a type. */
    double[] randn(int count, Precision precision) {
        double[] out = new double[count];
        if (count < BLOCK) {
            Arrays.setAll(out, i -> normal());
        } else {
            fillBlocks(out, precision);
        }
        return Arrays.stream(out).map(precision::round).toArray();
    }

    /** Short types are made in single precision; a last block that is not full draws its values once there, else twice. */
    private void fillBlocks(double[] out, Precision precision) {
        int rest = out.length % BLOCK;
        Precision made = precision.made();
        fill(out, 0, made == precision ? out.length : out.length - rest, made);
        for (int at = 0; at + BLOCK <= out.length; at += BLOCK) {
            transform(out, at, made);
        }
        if (rest != 0) {
            fill(out, out.length - BLOCK, out.length, made);
            transform(out, out.length - BLOCK, made);
        }
    }

    /** Values spread evenly over [0, 1), with as many binary digits as the precision has. */
    double[] rand(int count, Precision precision) {
        double[] out = new double[count];
        fill(out, 0, count, precision);
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

    private void fill(double[] out, int from, int to, Precision precision) {
        for (int i = from; i < to; i++) {
            long random = precision == Precision.DOUBLE ? next64() : bits.next();
            out[i] = (random & (1L << precision.digits()) - 1) * Math.scalb(1.0, -precision.digits());
        }
    }

    /** Box and Muller's transform of a block, rounded where PyTorch does it. */
    private static void transform(double[] block, int at, Precision precision) {
        for (int i = at; i < at + BLOCK / 2; i++) {
            double logarithm = precision.round(Math.log(precision.round(1 - block[i])));
            double radius = precision.round(Math.sqrt(precision.round(-2 * logarithm)));
            double angle = precision.round(precision.circle() * block[i + BLOCK / 2]);
            block[i] = precision.round(radius * precision.round(Math.cos(angle)));
            block[i + BLOCK / 2] = precision.round(radius * precision.round(Math.sin(angle)));
        }
    }

    private static float[] narrow(double[] values) {
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) values[i];
        }
        return out;
    }

    private double normal() {
        if (!Double.isNaN(kept)) {
            double out = kept;
            kept = Double.NaN;
            return out;
        }
        double angle = 2 * Math.PI * rand(1, Precision.DOUBLE)[0];
        double radius = Math.sqrt(-2 * Math.log1p(-rand(1, Precision.DOUBLE)[0]));
        kept = radius * Math.sin(angle);
        return radius * Math.cos(angle);
    }

    private long next64() {
        return (long) bits.next() << 32 | bits.next() & 0xFFFFFFFFL;
    }
}
