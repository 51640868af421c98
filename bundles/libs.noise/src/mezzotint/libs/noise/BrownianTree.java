package mezzotint.libs.noise;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.LongFunction;

/**
 * A Brownian path that depends on its seed alone, not on where it is asked for: each interval is
 * halved by a Brownian bridge whose seed follows from the interval's place in the tree. Values are
 * those of torchsde's BrownianTree, summed in its order. Source: Li et al. (2020), algorithm 3.
 */
final class BrownianTree {

    /** What torchsde takes for its tree. */
    private static final int POOL = 24;
    private static final int DIGITS = 6;

    private final LongFunction<Normals> generators;
    private final long seed;
    private final int count;
    private final Interval root;

    /** A part of the path and the increments over it; the key counts the intervals of one depth. */
    private record Interval(double start, double end, long key, long depth, float[] increment) {

        double middle() {
            return round(0.5 * (end + start));
        }
    }

    BrownianTree(LongFunction<Normals> generators, long seed, int count, double start, double end) {
        this.generators = generators;
        this.seed = seed;
        this.count = count;
        float[] all = normals(new SeedSequence(seed, new long[0], POOL), (float) Math.sqrt(end - start));
        root = new Interval(round(start), round(end), 0, 0, all);
    }

    /** The increments between two times, the earlier first; times outside the path are moved to its ends. */
    float[] increment(double from, double to) {
        float[] sum = new float[count];
        double a = round(Math.min(Math.max(from, root.start), root.end));
        double b = round(Math.min(Math.max(to, root.start), root.end));
        if (a < b) {
            add(root, a, b, sum);
        }
        return sum;
    }

    private void add(Interval in, double from, double to, float[] sum) {
        if (from == in.start && to == in.end) {
            for (int i = 0; i < count; i++) {
                sum[i] += in.increment[i];
            }
            return;
        }
        double middle = in.middle();
        float[] left = left(in, middle);
        if (from < middle) {
            add(new Interval(in.start, middle, 2 * in.key, in.depth + 1, left), from, Math.min(to, middle), sum);
        }
        if (to > middle) {
            float[] right = new float[count];
            for (int i = 0; i < count; i++) {
                right[i] = in.increment[i] - left[i];
            }
            add(new Interval(middle, in.end, 2 * in.key + 1, in.depth + 1, right), Math.max(from, middle), to, sum);
        }
    }

    /** The increments over the left half, given those over the whole. */
    private float[] left(Interval in, double middle) {
        double before = middle - in.start;
        double perLength = 1 / (in.end - in.start);
        double deviation = Math.sqrt(before * (in.end - middle) * perLength);
        float[] out = normals(new SeedSequence(seed, new long[] {in.key, in.depth}, POOL), (float) deviation);
        for (int i = 0; i < count; i++) {
            out[i] += (float) before * in.increment[i] * (float) perLength;
        }
        return out;
    }

    private float[] normals(SeedSequence seeds, float deviation) {
        float[] out = generators.apply(seeds.generate(1)[0]).next(count);
        for (int i = 0; i < count; i++) {
            out[i] *= deviation;
        }
        return out;
    }

    private static double round(double time) {
        return new BigDecimal(time).setScale(DIGITS, RoundingMode.HALF_EVEN).doubleValue();
    }
}
