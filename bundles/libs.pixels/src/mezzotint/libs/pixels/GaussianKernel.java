package mezzotint.libs.pixels;

import java.util.function.IntUnaryOperator;

/** A Gaussian along a line, in 256ths, as OpenCV has it for bytes: what rounding takes from one weight goes to the next, and the rest to the middle. */
final class GaussianKernel {

    private static final int ONE = 256;

    private final int[] weights;

    /** @param deviation in pixels; five of them lie under it. 0 leaves a line as it is */
    GaussianKernel(int deviation) {
        int half = (int) (2.5 * deviation + 0.5);
        weights = new int[2 * half + 1];
        double[] plain = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < plain.length; i++) {
            plain[i] = Math.exp(-0.5 * (i - half) * (i - half) / ((double) deviation * deviation));
            sum += plain[i];
        }
        double left = 0;
        int given = 0;
        for (int i = 0; i < half; i++) {
            double exact = plain[i] / sum * ONE + left;
            int weight = (int) Math.rint(exact);
            left = exact - weight;
            weights[i] = weight;
            weights[2 * half - i] = weight;
            given += 2 * weight;
        }
        weights[half] = ONE - given;
    }

    /** A pixel of a line, which goes on behind its ends as in a mirror that stands on the last pixel. */
    int at(int place, int length, IntUnaryOperator line) {
        int half = weights.length / 2;
        int sum = ONE / 2;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * line.applyAsInt(mirrored(place + i - half, length));
        }
        return Math.min(sum / ONE, 255);
    }

    private static int mirrored(int place, int length) {
        if (length == 1) {
            return 0;
        }
        int round = Math.floorMod(place, 2 * (length - 1));
        return Math.min(round, 2 * (length - 1) - round);
    }
}
