package mezzotint.libs.solvers;

import java.util.List;
import mezzotint.tensor.Tensor;

/** Adams and Bashforth's multistep formulas for even steps. */
public final class AdamsBashforth {

    private static final double[][] WEIGHTS = {{1}, {3 / 2.0, -1 / 2.0}, {23 / 12.0, -16 / 12.0, 5 / 12.0}, {55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0}};

    private AdamsBashforth() {}

    /** The slope of the next step. @param slopes of all steps so far, newest last. @param order how many of them count at most, up to 4 */
    public static Tensor slope(List<Tensor> slopes, int order) {
        double[] weights = WEIGHTS[Math.min(order, slopes.size()) - 1];
        Tensor sum = slopes.get(slopes.size() - 1).times(weights[0]);
        for (int i = 1; i < weights.length; i++) {
            sum = sum.plus(slopes.get(slopes.size() - 1 - i).times(weights[i]));
        }
        return sum;
    }
}
