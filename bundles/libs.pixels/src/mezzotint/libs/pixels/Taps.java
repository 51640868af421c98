package mezzotint.libs.pixels;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;

/** Which pixels of a line make which of another, with what weights: whole numbers of 22 binary places, as Pillow has them for bytes. */
final class Taps {

    private static final int PLACES = 22;

    private final int[] first;
    private final int[][] weights;

    /**
     * @param from where the part begins that is drawn
     * @param to where it ends
     * @param length pixels of the line that is drawn from
     * @param count pixels that are drawn
     * @param reach of a weight, in pixels of the coarser line
     */
    Taps(double from, double to, int length, int count, double reach, DoubleUnaryOperator weight) {
        double scale = (to - from) / count;
        double coarse = Math.max(scale, 1);
        double support = reach * coarse;
        first = new int[count];
        weights = new int[count][];
        for (int i = 0; i < count; i++) {
            double center = from + (i + 0.5) * scale;
            first[i] = Math.max((int) (center - support + 0.5), 0);
            weights[i] = weights(first[i], Math.min((int) (center + support + 0.5), length), center, coarse, weight);
        }
    }

    private static int[] weights(int first, int end, double center, double coarse, DoubleUnaryOperator weight) {
        double[] plain = new double[end - first];
        double sum = 0;
        for (int i = 0; i < plain.length; i++) {
            plain[i] = weight.applyAsDouble((i + first - center + 0.5) * (1 / coarse));
            sum += plain[i];
        }
        double factor = sum == 0 ? 1 : 1 / sum;
        int[] out = new int[plain.length];
        for (int i = 0; i < plain.length; i++) {
            double scaled = plain[i] * factor * (1 << PLACES);
            out[i] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
        }
        return out;
    }

    int count() {
        return first.length;
    }

    /** A pixel from those of the line. @param sums room for three numbers */
    int at(int place, IntUnaryOperator line, int[] sums) {
        Arrays.fill(sums, 1 << PLACES - 1);
        int[] own = weights[place];
        for (int i = 0; i < own.length; i++) {
            int rgb = line.applyAsInt(first[place] + i);
            for (int channel = 0; channel < sums.length; channel++) {
                sums[channel] += own[i] * (rgb >> 16 - 8 * channel & 255);
            }
        }
        int out = 0;
        for (int sum : sums) {
            out = out << 8 | Math.min(Math.max(sum >> PLACES, 0), 255);
        }
        return out;
    }
}
