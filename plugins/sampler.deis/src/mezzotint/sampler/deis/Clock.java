package mezzotint.sampler.deis;

import java.util.Arrays;

/** The levels on the clock of a process of preserved variance, whose rate of noise grows evenly. */
final class Clock {

    private static final double SOONEST = 1e-3;
    private static final double LOWEST = Math.log(0.002 * 0.002 + 1);
    private static final double HIGHEST = Math.log(80.0 * 80 + 1);
    private static final double GROWTH = 2 * (LOWEST / SOONEST - HIGHEST) / (SOONEST - 1);
    private static final double FIRST = HIGHEST - GROWTH / 2;
    /** As many as the reference takes. */
    private static final int POINTS = 10_000;

    private final double[] times;

    Clock(double[] sigmas) {
        times = Arrays.stream(sigmas).map(Clock::time).toArray();
    }

    /** The weight of a slope in step i: the integral of the polynomial that is 1 at its time, and 0 at those of the others that count. */
    double weight(int i, int order, int back) {
        double from = times[i];
        double length = times[i + 1] - from;
        double sum = 0;
        for (int k = 0; k < POINTS; k++) {
            double at = from + length * k / (POINTS - 1);
            double basis = 1;
            for (int other = 0; other < order; other++) {
                basis *= other == back ? 1 : (at - times[i - other]) / (times[i - back] - times[i - other]);
            }
            sum += growth(at) * basis;
        }
        return sum * length / POINTS;
    }

    /** How fast the level grows. */
    private static double growth(double time) {
        double alpha = Math.exp(-time * time * GROWTH / 2 - time * FIRST);
        return (time * GROWTH + FIRST) / (2 * Math.sqrt(alpha * (1 - alpha)));
    }

    private static double time(double sigma) {
        return (Math.sqrt(FIRST * FIRST + 2 * GROWTH * Math.log(sigma * sigma + 1)) - FIRST) / GROWTH;
    }
}
