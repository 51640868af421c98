package mezzotint.backend.java;

import mezzotint.graph.Node;

/**
 * One convolution: the windows of a stretch of pixels are laid out as columns, channels by channels,
 * and multiplied by the weight.
 */
final class Convolution {

    private static final int PIXELS = 256;
    private static final int DEPTH = 288;

    private final Values x;
    private final Values weight;
    private final Values bias;
    private final Values y;
    private final int groups;
    private final int stride;
    private final int top;
    private final int left;

    private Convolution(Node node, Values x, Values weight, Values bias, int[] shape) {
        this.x = x;
        this.weight = weight;
        this.bias = bias;
        this.y = Values.zeros(shape);
        this.groups = node.integer("groups", 1);
        this.stride = node.integer("stride", 1);
        int[] padding = node.integers("padding", 4);
        this.top = padding[0];
        this.left = padding[1];
    }

    /** @param bias null for none */
    static Values of(Node node, Values x, Values weight, Values bias, int[] shape) {
        var convolution = new Convolution(node, x, weight, bias, shape);
        convolution.run();
        return convolution.y;
    }

    private void run() {
        int pixels = y.count(2, 4);
        int outputs = y.size(1) / groups;
        int stretches = (pixels + PIXELS - 1) / PIXELS;
        int tasks = y.size(0) * groups * stretches;
        int parts = Math.max(1, Math.min((outputs + 15) / 16, (2 * Cores.count() + tasks - 1) / Math.max(1, tasks)));
        int height = (outputs + parts - 1) / parts;
        Cores.each(tasks * parts, task -> {
            int from = task % parts * height;
            int stretch = task / parts % stretches * PIXELS;
            int group = task / parts / stretches % groups;
            int to = Math.min(outputs, from + height);
            if (from < to) {
                stretch(task / parts / stretches / groups, group, group * outputs + from, group * outputs + to,
                        stretch, Math.min(PIXELS, pixels - stretch));
            }
        });
    }

    /** The outputs {@code from} (inclusive) to {@code to} (exclusive) of n pixels of one picture. */
    private void stretch(int picture, int group, int from, int to, int pixel, int n) {
        int pixels = y.count(2, 4);
        int window = weight.count(2, 4);
        int channels = weight.size(1);
        int chunk = Math.max(1, DEPTH / window);
        Matrix out = Matrix.of(y.data(), (picture * y.size(1) + from) * pixels + pixel, pixels);
        for (int o = from; bias != null && o < to; o++) {
            out.fill(o - from, n, bias.data()[o]);
        }
        float[] columns = new float[Math.min(chunk, channels) * window * n];
        for (int c = 0; c < channels; c += chunk) {
            int depth = Math.min(chunk, channels - c) * window;
            for (int i = 0; i < depth; i++) {
                int channel = group * channels + c + i / window;
                column((picture * x.size(1) + channel) * x.count(2, 4), i % window, pixel, n, columns, i * n);
            }
            new Matrix(weight.data(), (from * channels + c) * window, channels * window, 1)
                    .multiply(Matrix.of(columns, 0, n), out, to - from, n, depth);
        }
    }

    /** What one place of the window meets at n pixels; nought beyond the edges. */
    private void column(int plane, int place, int pixel, int n, float[] out, int at) {
        int width = y.size(3);
        int down = place / weight.size(3) - top;
        int right = place % weight.size(3) - left;
        for (int i = 0; i < n; ) {
            int row = (pixel + i) / width;
            int from = (pixel + i) % width;
            int length = Math.min(width - from, n - i);
            int line = row * stride + down;
            boolean inside = line >= 0 && line < x.size(2);
            line(inside ? plane + line * x.size(3) : -1, from * stride + right, length, out, at + i);
            i += length;
        }
    }

    private void line(int line, int from, int length, float[] out, int at) {
        for (int i = 0; i < length; i++) {
            int column = from + i * stride;
            out[at + i] = line >= 0 && column >= 0 && column < x.size(3) ? x.data()[line + column] : 0;
        }
    }
}
