package mezzotint.libs.solvers;

import java.util.List;
import mezzotint.tensor.Tensor;

/**
 * The integrals of exponential integrators: Hochbruck and Ostermann (2010). Over the logarithm of the level a walk is a decay towards
 * the clean picture, which is solved exactly; what changes the picture meanwhile is a polynomial.
 */
public final class Exponential {

    private Exponential() {}

    /** The function phi of an order: (1 - e^-h) / h at 1, and then (1/(order-1)! - phi of the order before) / h. */
    public static double phi(int order, double h) {
        if (Math.abs(h) < 0.5) {
            // The recursion cancels where h is small; the series does not.
            double sum = 0;
            double term = 1;
            for (int k = 1; k <= order; k++) {
                term /= k;
            }
            for (int k = order + 1; Math.abs(term) > 1e-18; k++) {
                sum += term;
                term *= -h / k;
            }
            return sum;
        }
        double phi = -Math.expm1(-h) / h;
        double factorial = 1;
        for (int k = 2; k <= order; k++) {
            phi = (1 / factorial - phi) / h;
            factorial *= k;
        }
        return phi;
    }

    /**
     * The weights of pictures in a step, by the polynomial through them. Their sum is 1 - e^-decay.
     *
     * @param places where they lie, in lengths of the step from its start; those of the past are negative, 1 is its end
     * @param decay of the latent over the step: its length in the logarithm of the level, more with noise
     */
    public static double[] weights(double[] places, double decay) {
        int n = places.length;
        double[][] rows = new double[n][n + 1];
        double factorial = 1;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                rows[i][j] = Math.pow(places[j], i);
            }
            // The integral of e^(-decay (1 - u)) u^i over the step.
            rows[i][n] = decay * factorial * phi(i + 1, decay);
            factorial *= i + 1;
        }
        return solved(rows);
    }

    /** The pictures, weighed. */
    public static Tensor sum(List<Tensor> pictures, double[] weights) {
        Tensor sum = pictures.get(0).times(weights[0]);
        for (int i = 1; i < weights.length; i++) {
            sum = weights[i] == 0 ? sum : sum.plus(pictures.get(i).times(weights[i]));
        }
        return sum;
    }

    /** Gauss's elimination with the largest pivot of each column. */
    private static double[] solved(double[][] rows) {
        int n = rows.length;
        for (int pivot = 0; pivot < n; pivot++) {
            int largest = pivot;
            for (int i = pivot + 1; i < n; i++) {
                largest = Math.abs(rows[i][pivot]) > Math.abs(rows[largest][pivot]) ? i : largest;
            }
            double[] row = rows[largest];
            rows[largest] = rows[pivot];
            rows[pivot] = row;
            for (int i = 0; i < n; i++) {
                double factor = i == pivot ? 0 : rows[i][pivot] / row[pivot];
                for (int j = pivot; j <= n; j++) {
                    rows[i][j] -= factor * row[j];
                }
            }
        }
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            out[i] = rows[i][n] / rows[i][i];
        }
        return out;
    }
}
