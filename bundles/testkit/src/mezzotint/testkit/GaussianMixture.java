package mezzotint.testkit;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import mezzotint.diffusion.Denoiser;
import mezzotint.tensor.Tensor;

/**
 * Data drawn from a mixture of round Gaussians, whose best denoiser is known: the mean of each part
 * given x, weighed by how likely x came from it. Computed in double, rounded once.
 *
 * @param weights of the parts
 * @param means of the parts, one row each
 * @param variances of the parts
 * @param share of the picture in a latent, by its level
 */
record GaussianMixture(double[] weights, double[][] means, double[] variances, DoubleUnaryOperator share) implements Denoiser {

    /** The problem that the golden samplers solve. */
    static GaussianMixture golden(Safetensors file, String weightsOf, DoubleUnaryOperator share) {
        double[] weights = file.doubles("problem/" + weightsOf);
        double[] all = file.doubles("problem/mu");
        int width = all.length / weights.length;
        double[][] means = new double[weights.length][];
        Arrays.setAll(means, k -> Arrays.copyOfRange(all, k * width, (k + 1) * width));
        return new GaussianMixture(weights, means, file.doubles("problem/var"), share);
    }

    @Override
    public Tensor denoise(Tensor x, double sigma) {
        float[] values = x.toArray();
        double a = alpha(sigma);
        double[] shares = shares(values, a, sigma * sigma);
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            double sum = 0;
            for (int k = 0; k < shares.length; k++) {
                double pull = a * variances[k] / (a * a * variances[k] + sigma * sigma);
                sum += shares[k] * (means[k][i] + pull * (values[i] - a * means[k][i]));
            }
            out[i] = (float) sum;
        }
        return Tensor.of(out, x.shape());
    }

    @Override
    public double alpha(double sigma) {
        return share.applyAsDouble(sigma);
    }

    /** The probability of each part, given x. */
    private double[] shares(float[] x, double a, double noise) {
        double[] logs = new double[weights.length];
        for (int k = 0; k < logs.length; k++) {
            double spread = a * a * variances[k] + noise;
            double squares = 0;
            for (int i = 0; i < x.length; i++) {
                squares += (x[i] - a * means[k][i]) * (x[i] - a * means[k][i]);
            }
            logs[k] = Math.log(weights[k]) - x.length / 2.0 * Math.log(spread) - squares / (2 * spread);
        }
        double most = Arrays.stream(logs).max().orElseThrow();
        double[] shares = Arrays.stream(logs).map(l -> Math.exp(l - most)).toArray();
        double total = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(s -> s / total).toArray();
    }
}
