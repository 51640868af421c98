package mezzotint.guidance.dynamicthresholding;

import java.util.Arrays;
import mezzotint.tensor.Tensor;

/** How far the values of a channel are from their mean. */
final class Range {

    private Range() {}

    /** The values of a latent, cut off at a percentile of their distances, and brought to those of another. [batch, channels, height, width] */
    static Tensor fitted(Tensor latent, Tensor like, double percentile) {
        float[] values = latent.toArray();
        float[] pattern = like.toArray();
        int cells = latent.size(2) * latent.size(3);
        for (int from = 0; from < values.length; from += cells) {
            fit(values, pattern, from, from + cells, percentile);
        }
        return Tensor.of(values, latent.shape());
    }

    private static void fit(float[] values, float[] pattern, int from, int to, double percentile) {
        double mean = mean(values, from, to);
        double limit = distance(values, mean, from, to, percentile);
        double wanted = distance(pattern, mean(pattern, from, to), from, to, 1);
        if (limit <= wanted) {
            return;
        }
        for (int i = from; i < to; i++) {
            double held = Math.max(-limit, Math.min(limit, values[i] - mean));
            values[i] = (float) (mean + held * wanted / limit);
        }
    }

    private static double mean(float[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }

    private static double distance(float[] values, double mean, int from, int to, double percentile) {
        double[] distances = new double[to - from];
        Arrays.setAll(distances, i -> Math.abs(values[from + i] - mean));
        Arrays.sort(distances);
        return distances[(int) Math.ceil(percentile * (distances.length - 1))];
    }
}
