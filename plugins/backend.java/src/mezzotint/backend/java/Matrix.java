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
     * and n is small enough that a few of their rows fit the first cache. Rows are copied to arrays of
     * their own, because the compiler makes no vector code of loops over several places of one array.
     */
    void multiply(Matrix b, Matrix c, int m, int n, int k) {
        float[] sum = new float[n];
        float[][] rows = new float[Math.min(k, DEPTH)][n];
        for (int from = 0; from < k; from += DEPTH) {
            int depth = Math.min(k - from, DEPTH);
            for (int p = 0; p < depth; p++) {
                System.arraycopy(b.data, b.at + (from + p) * b.row, rows[p], 0, n);
            }
            for (int i = 0; i < m; i++) {
                System.arraycopy(c.data, c.at + i * c.row, sum, 0, n);
                add(rows, i, from, depth, sum);
                System.arraycopy(sum, 0, c.data, c.at + i * c.row, n);
            }
        }
    }

    private float get(int i, int j) {
        return data[at + i * row + j * column];
    }

    private void add(float[][] rows, int i, int from, int depth, float[] sum) {
        int p = 0;
        for (; p + 4 <= depth; p += 4) {
            int j = from + p;
            four(rows[p], rows[p + 1], rows[p + 2], rows[p + 3], get(i, j), get(i, j + 1), get(i, j + 2), get(i, j + 3), sum);
        }
        for (; p < depth; p++) {
            one(rows[p], get(i, from + p), sum);
        }
    }

    /** Adds four rows: the loop that the compiler turns into vector code, as long as it fills one array. */
    private static void four(float[] a, float[] b, float[] c, float[] d, float s, float t, float u, float v, float[] sum) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += s * a[j] + t * b[j] + (u * c[j] + v * d[j]);
        }
    }

    private static void one(float[] b, float factor, float[] row) {
        for (int j = 0; j < row.length; j++) {
            row[j] += factor * b[j];
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
