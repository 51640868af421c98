package mezzotint.libs.pixels;

import java.util.stream.IntStream;
import mezzotint.image.Image;

/** Pictures in CIE L*a*b* of 8 bits a channel, as OpenCV has them: lightness, green to red, blue to yellow in place of red, green and blue. */
final class Lab {

    private static final int PLACES = 12;
    private static final int GAMMA_PLACES = 3;
    private static final int ROOT_PLACES = PLACES + GAMMA_PLACES;
    /** From linear sRGB, under the white of a D65 lamp. */
    private static final double[][] TO_XYZ = {{0.412453, 0.357580, 0.180423}, {0.212671, 0.715160, 0.072169}, {0.019334, 0.119193, 0.950227}};
    private static final double[] WHITE = {0.950456, 1, 1.088754};
    private static final double[][] FROM_XYZ = {{3.240479, -1.53715, -0.498535}, {-0.969256, 1.875991, 0.041556}, {0.055648, -0.204043, 1.057311}};
    private static final double DARK = 216.0 / 24389;
    private static final double DARK_SLOPE = 841.0 / 108;
    private static final double DARK_OFFSET = 16.0 / 116;

    private static final int[] LINEAR = IntStream.range(0, 256).map(i -> (int) Math.rint(255 * (1 << GAMMA_PLACES) * linear(i / 255.0))).toArray();
    private static final int[] ROOT = IntStream.range(0, 256 * 3 / 2 * (1 << GAMMA_PLACES))
            .map(i -> (int) Math.rint((1 << ROOT_PLACES) * root(i / (255.0 * (1 << GAMMA_PLACES))))).toArray();
    private static final int[][] WEIGHTS = IntStream.range(0, 3).mapToObj(row -> IntStream.range(0, 3)
            .map(column -> (int) Math.rint((1 << PLACES) * TO_XYZ[row][column] / WHITE[row])).toArray()).toArray(int[][]::new);

    private Lab() {}

    private static double linear(double value) {
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static double root(double value) {
        return value < DARK ? value * DARK_SLOPE + DARK_OFFSET : Math.cbrt(value);
    }

    static Image of(Image picture) {
        return Image.paint(picture.width(), picture.height(), (x, y) -> {
            int c = picture.rgb(x, y);
            int[] rgb = {LINEAR[c >> 16 & 255], LINEAR[c >> 8 & 255], LINEAR[c & 255]};
            int fx = root(rgb, 0);
            int fy = root(rgb, 1);
            int fz = root(rgb, 2);
            int half = 128 * (1 << ROOT_PLACES);
            int light = descaled((116 * 255 + 50) / 100 * fy - (int) ((16L * 255 * (1 << ROOT_PLACES) + 50) / 100), ROOT_PLACES);
            return packed(light, descaled(500 * (fx - fy) + half, ROOT_PLACES), descaled(200 * (fy - fz) + half, ROOT_PLACES));
        });
    }

    private static int root(int[] rgb, int row) {
        return ROOT[descaled(rgb[0] * WEIGHTS[row][0] + rgb[1] * WEIGHTS[row][1] + rgb[2] * WEIGHTS[row][2], PLACES)];
    }

    private static int descaled(int value, int places) {
        return value + (1 << places - 1) >> places;
    }

    /** Back to red, green and blue. */
    static Image rgb(Image lab) {
        return Image.paint(lab.width(), lab.height(), (x, y) -> {
            int c = lab.rgb(x, y);
            double fy = ((c >> 16 & 255) * 100 / 255.0 + 16) / 116;
            double[] xyz = {power(fy + ((c >> 8 & 255) - 128) / 500.0) * WHITE[0], power(fy), power(fy - ((c & 255) - 128) / 200.0) * WHITE[2]};
            return packed(level(xyz, 0), level(xyz, 1), level(xyz, 2));
        });
    }

    private static double power(double root) {
        return root <= DARK * DARK_SLOPE + DARK_OFFSET ? (root - DARK_OFFSET) / DARK_SLOPE : root * root * root;
    }

    private static int level(double[] xyz, int row) {
        double linear = Math.min(Math.max(FROM_XYZ[row][0] * xyz[0] + FROM_XYZ[row][1] * xyz[1] + FROM_XYZ[row][2] * xyz[2], 0), 1);
        return (int) Math.rint(255 * (linear <= 0.0031308 ? linear * 12.92 : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055));
    }

    private static int packed(int first, int second, int third) {
        return clipped(first) << 16 | clipped(second) << 8 | clipped(third);
    }

    private static int clipped(int value) {
        return Math.min(Math.max(value, 0), 255);
    }
}
