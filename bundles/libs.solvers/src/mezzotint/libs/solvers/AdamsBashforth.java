package mezzotint.libs.solvers;

import mezzotint.tensor.Tensor;

/** Adams and Bashforth's multistep formulas for even steps. */
public final class AdamsBashforth {

    private static final double[][] WEIGHTS = {{1}, {3 / 2.0, -1 / 2.0}, {23 / 12.0, -16 / 12.0, 5 / 12.0}, {55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0}};

    private AdamsBashforth() {}

    /** The slope of the next step, of the order that there are slopes. @param slopes 1 to 4 */
    public static Tensor slope(History<Tensor> slopes) {
        return Exponential.sum(slopes.newestFirst(), WEIGHTS[slopes.size() - 1]);
    }
}
