package mezzotint.sampler.restart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mezzotint.diffusion.Ramp;

/** A step from one level to the next. Where it begins above the end of the one before, the walk goes up by fresh noise. */
record Leg(double from, double to) {

    private static final int FEWEST = 20;
    private static final int MANY = 36;
    private static final double BOTTOM = 0.1;
    private static final double TOP = 2;

    /** The legs of a walk over some levels, of which the last is 0. */
    static List<Leg> of(double[] sigmas) {
        int steps = sigmas.length - 1;
        if (steps < FEWEST) {
            return between(sigmas);
        }
        int again = steps < MANY ? 9 : steps / 4;
        int times = steps < MANY ? 1 : 2;
        double[] levels = karras(steps - again * times, sigmas[0], sigmas[steps - 1], true);
        int bottom = nearest(levels, BOTTOM);
        int top = nearest(levels, TOP);
        var legs = new ArrayList<>(between(Arrays.copyOf(levels, bottom + 1)));
        for (int i = 0; i < times && top < bottom; i++) {
            legs.addAll(between(karras(again + 1, levels[top], levels[bottom], false)));
        }
        legs.addAll(between(Arrays.copyOfRange(levels, bottom, levels.length)));
        return legs;
    }

    private static List<Leg> between(double[] levels) {
        var legs = new ArrayList<Leg>();
        for (int i = 0; i + 1 < levels.length; i++) {
            legs.add(new Leg(levels[i], levels[i + 1]));
        }
        return legs;
    }

    private static int nearest(double[] levels, double level) {
        int nearest = 0;
        for (int i = 1; i < levels.length; i++) {
            nearest = Math.abs(levels[i] - level) < Math.abs(levels[nearest] - level) ? i : nearest;
        }
        return nearest;
    }

    private static double[] karras(int count, double max, double min, boolean zero) {
        double first = Math.pow(max, 1 / 7.0);
        double last = Math.pow(min, 1 / 7.0);
        double[] levels = Ramp.toZero(count, i -> Math.pow(Ramp.even(first, last, i, count), 7));
        if (zero) {
            return levels;
        }
        // The powers may miss the ends by the last digit, and the walk would go up to them by noise.
        double[] between = Arrays.copyOf(levels, count);
        between[0] = max;
        between[count - 1] = min;
        return between;
    }
}
