package mezzotint.backend.java;

import java.util.Arrays;
import mezzotint.graph.Node;

/**
 * Attention of a block of queries at a time. Scores lie key by key, the queries side by side, so
 * that every loop runs along the queries and no more than a block of scores is held by a thread.
 */
final class Attention {

    private static final int QUERIES = 64;

    private final Values query;
    private final Values key;
    private final Values value;
    private final Values mask;
    private final Values out;
    private final int heads;
    private final boolean causal;

    private Attention(Node node, Values query, Values key, Values value, Values mask, int[] shape) {
        this.query = query;
        this.key = key;
        this.value = value;
        this.mask = mask;
        this.out = Values.zeros(shape);
        this.heads = node.integer("heads");
        this.causal = node.flag("causal", false);
    }

    /** @param mask null for none */
    static Values of(Node node, Values query, Values key, Values value, Values mask, int[] shape) {
        var attention = new Attention(node, query, key, value, mask, shape);
        int blocks = (query.size(1) + QUERIES - 1) / QUERIES;
        Cores.each(query.size(0) * attention.heads * blocks,
                task -> attention.block(task / blocks / attention.heads, task / blocks % attention.heads, task % blocks * QUERIES));
        return attention.out;
    }

    private void block(int batch, int head, int from) {
        int n = Math.min(QUERIES, query.size(1) - from);
        int keys = key.size(1);
        int depth = query.last() / heads;
        float[] columns = new float[depth * n];
        Matrix.transpose(part(query, batch, head, from), columns, n, depth);
        scale(columns, 1 / Math.sqrt(depth));
        float[] scores = new float[keys * n];
        part(key, batch, head, 0).multiply(Matrix.of(columns, 0, n), Matrix.of(scores, 0, n), keys, n, depth);
        mask(scores, batch, head, from, n);
        double[] sums = softmax(scores, n);
        Matrix v = part(value, batch, head, 0);
        int width = value.last() / heads;
        float[] sum = new float[width * n];
        new Matrix(v.data(), v.at(), v.column(), v.row()).multiply(Matrix.of(scores, 0, n), Matrix.of(sum, 0, n), width, n, keys);
        Matrix to = part(out, batch, head, from);
        for (int q = 0; q < n; q++) {
            for (int i = 0; i < width; i++) {
                to.data()[to.at() + q * to.row() + i] = (float) (sum[i * n + q] / sums[q]);
            }
        }
    }

    /** The columns of one head, from a row of one batch on. */
    private Matrix part(Values of, int batch, int head, int row) {
        int width = of.last();
        return Matrix.of(of.data(), (batch * of.size(1) + row) * width + head * (width / heads), width);
    }

    private static void scale(float[] values, double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] * factor);
        }
    }

    private void mask(float[] scores, int batch, int head, int from, int n) {
        int keys = key.size(1);
        int[] steps = mask == null ? null : Broadcast.steps(mask.shape(), 4);
        for (int k = 0; k < keys && (causal || mask != null); k++) {
            for (int q = 0; q < n; q++) {
                if (mask != null) {
                    scores[k * n + q] += mask.data()[batch * steps[0] + head * steps[1] + (from + q) * steps[2] + k * steps[3]];
                }
                if (causal && k > from + q) {
                    scores[k * n + q] = Float.NEGATIVE_INFINITY;
                }
            }
        }
    }

    /** Raises e to each score, less the greatest of its query; answers the sums to divide by. */
    private static double[] softmax(float[] scores, int n) {
        float[] most = new float[n];
        Arrays.fill(most, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < scores.length; i += n) {
            for (int q = 0; q < n; q++) {
                most[q] = Math.max(most[q], scores[i + q]);
            }
        }
        double[] sums = new double[n];
        for (int i = 0; i < scores.length; i += n) {
            for (int q = 0; q < n; q++) {
                float e = (float) Math.exp(scores[i + q] - most[q]);
                scores[i + q] = e;
                sums[q] += e;
            }
        }
        return sums;
    }
}
