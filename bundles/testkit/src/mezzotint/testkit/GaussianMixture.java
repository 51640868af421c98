package mezzotint.testkit;

import java.util.Arrays;
import mezzotint.diffusion.Denoiser;
import mezzotint.tensor.Tensor;

/**
 * Data drawn from a mixture of round Gaussians, whose best denoiser is known: the mean of each part
 * given x, weighed by how likely x came from it. Computed in double, rounded once.
 *
 * @param weights of the parts
 * @param means of the parts, one row each
 * @param variances of the parts
 */
record GaussianMixture(double[] weights, double[][] means, double[] variances) implements Denoiser {

    /** The problem that the golden samplers solve. */
    static GaussianMixture golden(Safetensors file) {
        double[] weights = file.doubles("problem/w");
        double[] all = file.doubles("problem/mu");
        int width = all.length / weights.length;
        double[][] means = new double[weights.length][];
        Arrays.setAll(means, k -> Arrays.copyOfRange(all, k * width, (k + 1) * width));
        return new GaussianMixture(weights, means, file.doubles("problem/var"));
    }

    @Override
    public Tensor denoise(Tensor x, double sigma) {
        float[] values = x.toArray();
        double[] share = shares(values, sigma * sigma);
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            double sum = 0;
            for (int k = 0; k < share.length; k++) {
                double pull = variances[k] / (variances[k] + sigma * sigma);
                sum += share[k] * (means[k][i] + pull * (values[i] - means[k][i]));
            }
            out[i] = (float) sum;
        }
        return Tensor.of(out, x.shape());
    }

    /** The probability of each part, given x. */
    private double[] shares(float[] x, double noise) {
        double[] logs = new double[weights.length];
        for (int k = 0; k < logs.length; k++) {
            double spread = variances[k] + noise;
            double squares = 0;
            for (int i = 0; i < x.length; i++) {
                squares += (x[i] - means[k][i]) * (x[i] - means[k][i]);
            }
            logs[k] = Math.log(weights[k]) - x.length / 2.0 * Math.log(spread) - squares / (2 * spread);
        }
        double most = Arrays.stream(logs).max().orElseThrow();
        double[] shares = Arrays.stream(logs).map(l -> Math.exp(l - most)).toArray();
        double total = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(s -> s / total).toArray();
    }
}
