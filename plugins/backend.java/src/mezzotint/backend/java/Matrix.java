package mezzotint.backend.java;

import java.util.Arrays;

/**
 * A view of an array as a matrix: the value in row i and column j is {@code data[at + i * row + j *
 * column]}.
 */
record Matrix(float[] data, int at, int row, int column) {

    /** Rows and columns of the product that are worked out together, so that they stay in the cache. */
    private static final int ROWS = 64;
    private static final int COLUMNS = 256;
    private static final int DEPTH = 128;

    static Matrix of(float[] data, int at, int row) {
        return new Matrix(data, at, row, 1);
    }

    /** x [.., in] times weight [in, out] plus bias [out], which may be null. */
    static Values linear(Values x, Values weight, Values bias, int[] shape) {
        int in = x.last();
        int out = weight.last();
        int rows = x.data().length / in;
        Values y = Values.zeros(shape);
        int height = rows < ROWS ? rows : ROWS;
        int across = (out + COLUMNS - 1) / COLUMNS;
        Cores.each((rows + height - 1) / height * across, task -> {
            int top = task / across * height;
            int left = task % across * COLUMNS;
            int m = Math.min(height, rows - top);
            int n = Math.min(COLUMNS, out - left);
            for (int i = top; bias != null && i < top + m; i++) {
                System.arraycopy(bias.data(), left, y.data(), i * out + left, n);
            }
            of(x.data(), top * in, in).multiply(of(weight.data(), left, out), of(y.data(), top * out + left, out), m, n, in);
        });
        return y;
    }

    /**
     * Adds the product of this [m, k] and b [k, n] to c [m, n]. Columns of b and c lie side by side,
     * and n is small enough that a few of their rows fit the first cache.
     */
    void multiply(Matrix b, Matrix c, int m, int n, int k) {
        float[] upper = new float[n];
        float[] lower = new float[n];
        for (int from = 0; from < k; from += DEPTH) {
            int to = Math.min(k, from + DEPTH);
            for (int i = 0; i < m; i += 2) {
                boolean pair = i + 1 < m;
                System.arraycopy(c.data, c.at + i * c.row, upper, 0, n);
                if (pair) {
                    System.arraycopy(c.data, c.at + (i + 1) * c.row, lower, 0, n);
                    pair(b, i, from, to, upper, lower);
                    System.arraycopy(lower, 0, c.data, c.at + (i + 1) * c.row, n);
                } else {
                    single(b, i, from, to, upper);
                }
                System.arraycopy(upper, 0, c.data, c.at + i * c.row, n);
            }
        }
    }

    private float get(int i, int j) {
        return data[at + i * row + j * column];
    }

    private void pair(Matrix b, int i, int from, int to, float[] upper, float[] lower) {
        int p = from;
        for (; p + 4 <= to; p += 4) {
            four(b.data, b.at + p * b.row, b.row, get(i, p), get(i, p + 1), get(i, p + 2), get(i, p + 3),
                    get(i + 1, p), get(i + 1, p + 1), get(i + 1, p + 2), get(i + 1, p + 3), upper, lower);
        }
        for (; p < to; p++) {
            one(b.data, b.at + p * b.row, get(i, p), upper);
            one(b.data, b.at + p * b.row, get(i + 1, p), lower);
        }
    }

    private void single(Matrix b, int i, int from, int to, float[] row) {
        for (int p = from; p < to; p++) {
            one(b.data, b.at + p * b.row, get(i, p), row);
        }
    }

    /** Two rows of the product by four rows of b: the loop that the compiler turns into vector code. */
    private static void four(float[] b, int at, int row, float s, float t, float u, float v,
            float w, float x, float y, float z, float[] upper, float[] lower) {
        int two = at + row;
        int three = two + row;
        int four = three + row;
        for (int j = 0; j < upper.length; j++) {
            float p = b[at + j];
            float q = b[two + j];
            float r = b[three + j];
            float o = b[four + j];
            upper[j] += s * p + t * q + (u * r + v * o);
            lower[j] += w * p + x * q + (y * r + z * o);
        }
    }

    private static void one(float[] b, int at, float factor, float[] row) {
        for (int j = 0; j < row.length; j++) {
            row[j] += factor * b[at + j];
        }
    }

    /** The columns of a matrix as rows. */
    static void transpose(Matrix from, float[] to, int rows, int columns) {
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                to[j * rows + i] = from.get(i, j);
            }
        }
    }

    /** Sets a row of a matrix whose columns lie side by side. */
    void fill(int i, int columns, float value) {
        Arrays.fill(data, at + i * row, at + i * row + columns, value);
    }
}
