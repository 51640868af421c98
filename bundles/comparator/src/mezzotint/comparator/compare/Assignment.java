package mezzotint.comparator.compare;

import java.util.Arrays;

/** Pairs rows with columns so that the sum of what their pairs are worth is the largest (Kuhn and Munkres). */
final class Assignment {

    private Assignment() {}

    /**
     * The column of each row.
     *
     * @param worth of each pair, by row and column; what is below the threshold is worth nothing, and such a pair is not made
     * @return -1 for a row that has none
     */
    static int[] of(double[][] worth, double threshold) {
        int rows = worth.length;
        int columns = rows == 0 ? 0 : worth[0].length;
        int size = Math.max(rows, columns);
        var cost = new double[size][size];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                cost[i][j] = worth[i][j] >= threshold ? -worth[i][j] : 0;
            }
        }
        int[] rowOf = solve(cost);
        var out = new int[rows];
        Arrays.fill(out, -1);
        for (int j = 0; j < columns; j++) {
            if (rowOf[j] < rows && worth[rowOf[j]][j] >= threshold) {
                out[rowOf[j]] = j;
            }
        }
        return out;
    }

    /** The row of each column at the least cost: shortest augmenting paths with potentials. */
    private static int[] solve(double[][] cost) {
        int size = cost.length;
        var rowPrice = new double[size + 1];
        var columnPrice = new double[size + 1];
        var rowOf = new int[size + 1]; // counted from 1; 0 is none
        for (int row = 1; row <= size; row++) {
            augment(row, cost, rowPrice, columnPrice, rowOf);
        }
        return Arrays.stream(rowOf, 1, size + 1).map(row -> row - 1).toArray();
    }

    private static void augment(int row, double[][] cost, double[] rowPrice, double[] columnPrice, int[] rowOf) {
        int size = cost.length;
        var least = new double[size + 1];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        var before = new int[size + 1];
        var seen = new boolean[size + 1];
        int column = 0;
        rowOf[0] = row;
        do {
            seen[column] = true;
            int from = rowOf[column];
            int next = 0;
            double step = Double.POSITIVE_INFINITY;
            for (int j = 1; j <= size; j++) {
                double reduced = cost[from - 1][j - 1] - rowPrice[from] - columnPrice[j];
                if (!seen[j] && reduced < least[j]) {
                    least[j] = reduced;
                    before[j] = column;
                }
                if (!seen[j] && least[j] < step) {
                    step = least[j];
                    next = j;
                }
            }
            shift(step, seen, least, rowPrice, columnPrice, rowOf);
            column = next;
        } while (rowOf[column] != 0);
        for (; column != 0; column = before[column]) {
            rowOf[column] = rowOf[before[column]];
        }
    }

    /** Raises the potentials of what the path has seen by a step, so that the next pair costs nothing more. */
    private static void shift(double step, boolean[] seen, double[] least, double[] rowPrice, double[] columnPrice, int[] rowOf) {
        for (int j = 0; j < seen.length; j++) {
            if (seen[j]) {
                rowPrice[rowOf[j]] += step;
                columnPrice[j] -= step;
            } else {
                least[j] -= step;
            }
        }
    }
}
