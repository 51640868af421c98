package mezzotint.diffusion;

import java.util.function.IntToDoubleFunction;

/** The arithmetic of schedules. */
public final class Ramp {

    private Ramp() {}

    /** The i-th of {@code count} evenly spaced values; the first if there is but one. */
    public static double even(double first, double last, int i, int count) {
        return count == 1 ? first : first + (last - first) * i / (count - 1);
    }

    /** The levels {@code at(0)} to {@code at(count - 1)}, then 0. */
    public static double[] toZero(int count, IntToDoubleFunction at) {
        double[] sigmas = new double[count + 1];
        for (int i = 0; i < count; i++) {
            sigmas[i] = at.applyAsDouble(i);
        }
        return sigmas;
    }
}
