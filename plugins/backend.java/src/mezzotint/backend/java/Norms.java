package mezzotint.backend.java;

import mezzotint.graph.Node;

/** Normalizations; sums are taken in double. */
final class Norms {

    private Norms() {}

    /** @param weight per channel, or null; so is bias */
    static Values group(Node node, Values x, Values weight, Values bias) {
        int groups = node.integer("groups");
        int channels = x.size(1);
        int pixels = x.count(2, x.shape().length);
        int share = channels / groups;
        Values out = Values.zeros(x.shape());
        Cores.each(x.size(0) * groups, task -> {
            double[] line = line(x.data(), task * share * pixels, share * pixels, node.number("epsilon", 1e-5), true);
            for (int c = 0; c < share; c++) {
                int channel = task % groups * share + c;
                double factor = line[1] * (weight == null ? 1 : weight.data()[channel]);
                double offset = (bias == null ? 0 : bias.data()[channel]) - line[0] * factor;
                int at = (task * share + c) * pixels;
                for (int i = at; i < at + pixels; i++) {
                    out.data()[i] = (float) (x.data()[i] * factor + offset);
                }
            }
        });
        return out;
    }

    /** Over the last axis; {@code centred} is whether the mean is taken off first. */
    static Values layer(Node node, Values x, Values weight, Values bias, boolean centred) {
        int width = x.last();
        double epsilon = node.number("epsilon", 1e-5);
        Values out = Values.zeros(x.shape());
        Cores.rows(x.data().length / width, width, (from, to) -> {
            for (int at = from * width; at < to * width; at += width) {
                double[] line = line(x.data(), at, width, epsilon, centred);
                for (int i = 0; i < width; i++) {
                    double v = (x.data()[at + i] - line[0]) * line[1];
                    out.data()[at + i] = (float) (v * (weight == null ? 1 : weight.data()[i]) + (bias == null ? 0 : bias.data()[i]));
                }
            }
        });
        return out;
    }

    /** The mean, or nought, and one over the root of the mean square about it. */
    private static double[] line(float[] x, int at, int n, double epsilon, boolean centred) {
        double sum = 0;
        for (int i = at; centred && i < at + n; i++) {
            sum += x[i];
        }
        double mean = sum / n;
        double squares = 0;
        for (int i = at; i < at + n; i++) {
            squares += (x[i] - mean) * (x[i] - mean);
        }
        return new double[] {mean, 1 / Math.sqrt(squares / n + epsilon)};
    }
}
