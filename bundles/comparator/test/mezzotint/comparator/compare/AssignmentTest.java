package mezzotint.comparator.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    /** The best sum by trying all, a row after the other. */
    private static double best(double[][] worth, double threshold, int row, int taken) {
        if (row == worth.length) {
            return 0;
        }
        double best = best(worth, threshold, row + 1, taken);
        for (int j = 0; j < worth[row].length; j++) {
            if ((taken & 1 << j) == 0 && worth[row][j] >= threshold) {
                best = Math.max(best, worth[row][j] + best(worth, threshold, row + 1, taken | 1 << j));
            }
        }
        return best;
    }

    @Test
    void no_other_assignment_is_worth_more() {
        var random = new Random(7);
        for (int run = 0; run < 300; run++) {
            var worth = new double[1 + random.nextInt(6)][1 + random.nextInt(6)];
            for (double[] row : worth) {
                row[random.nextInt(row.length)] = 0;
                for (int j = 1; j < row.length; j++) {
                    row[j] = random.nextDouble() * 2 - 1;
                }
            }
            int[] assigned = Assignment.of(worth, .2);
            double sum = 0;
            int taken = 0;
            for (int i = 0; i < assigned.length; i++) {
                if (assigned[i] >= 0) {
                    assertEquals(0, taken & 1 << assigned[i], "a column is used twice");
                    taken |= 1 << assigned[i];
                    sum += worth[i][assigned[i]];
                }
            }
            assertEquals(best(worth, .2, 0, 0), sum, 1e-9);
        }
    }

    /** To take the best pair first would leave .5 on the table. */
    @Test
    void the_best_pair_is_not_taken_first() {
        assertArrayEquals(new int[] {1, 0}, Assignment.of(new double[][] {{.9, .8}, {.8, .1}}, .4));
        assertArrayEquals(new int[] {-1}, Assignment.of(new double[][] {{.3}}, .4));
        assertArrayEquals(new int[0], Assignment.of(new double[0][0], .4));
    }
}
