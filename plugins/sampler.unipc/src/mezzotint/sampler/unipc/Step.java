package mezzotint.sampler.unipc;

import java.util.List;
import mezzotint.tensor.Tensor;

/** One step of UniPC: first predicted, then corrected by what the denoiser says at its end. */
final class Step {

    private final List<Answer> past;
    private final double length;
    private final double scale;
    private final Tensor straight;

    /**
     * @param past the last answers, newest first, as many as the order of the step; the first is that at x
     * @param next level at the end of the step, greater than 0
     */
    Step(Tensor x, List<Answer> past, double next, UniPc.Variant variant) {
        double sigma = past.get(0).sigma();
        this.past = List.copyOf(past);
        this.length = Math.log(sigma / next);
        this.scale = variant == UniPc.Variant.BH1 ? -length : Math.expm1(-length);
        this.straight = past.get(0).denoised().towards(x, next / sigma);
    }

    Tensor predicted() {
        // At order 2 the paper puts 1/2 in the place of the solution.
        double[] weights = past.size() == 2 ? new double[] {0.5} : weights(past.size() - 1);
        return straight.minus(differences(weights).times(scale));
    }

    /** @param there what the denoiser says of the predicted latent */
    Tensor corrected(Tensor there) {
        int order = past.size();
        double[] weights = order == 1 ? new double[] {0.5} : weights(order);
        Tensor last = there.minus(past.get(0).denoised()).times(weights[order - 1]);
        return straight.minus(differences(weights).plus(last).times(scale));
    }

    /** The weighed sum of the slopes from the newest answer to those before it. */
    private Tensor differences(double[] weights) {
        Tensor sum = Tensor.zeros(straight.shape());
        for (int i = 1; i < past.size(); i++) {
            Tensor change = past.get(i).denoised().minus(past.get(0).denoised());
            sum = sum.plus(change.times(weights[i - 1] / place(i)));
        }
        return sum;
    }

    /** Where an answer lies, in lengths of this step from its start; after the last of them comes the end, 1. */
    private double place(int i) {
        return i == past.size() ? 1 : Math.log(past.get(0).sigma() / past.get(i).sigma()) / length;
    }

    /** The weights that make the sum exact for polynomials: the linear system of the paper, for the places 1 to count. */
    private double[] weights(int count) {
        double[][] rows = new double[count][count + 1];
        double phi = Math.expm1(-length) / -length - 1;
        double factorial = 1;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                rows[i][j] = Math.pow(place(j + 1), i);
            }
            rows[i][count] = phi * factorial / scale;
            factorial *= i + 2;
            phi = phi / -length - 1 / factorial;
        }
        return solved(rows);
    }

    /** Gauss's elimination; powers of distinct places need no pivoting. */
    private static double[] solved(double[][] rows) {
        int n = rows.length;
        for (int pivot = 0; pivot < n; pivot++) {
            for (int i = 0; i < n; i++) {
                double factor = i == pivot ? 0 : rows[i][pivot] / rows[pivot][pivot];
                for (int j = pivot; j <= n; j++) {
                    rows[i][j] -= factor * rows[pivot][j];
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
