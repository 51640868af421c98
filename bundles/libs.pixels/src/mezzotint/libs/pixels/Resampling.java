package mezzotint.libs.pixels;

import java.util.function.DoubleUnaryOperator;
import mezzotint.image.Image;

/** Ways to make a picture larger or smaller, grey level for grey level as Pillow's {@code Image.resize}. */
public enum Resampling {

    /** The nearest pixel. */
    NEAREST(0, x -> 1),

    /** The mean of the pixels below. */
    BOX(0.5, x -> x > -0.5 && x <= 0.5 ? 1 : 0),

    /** A triangle over two pixels. */
    BILINEAR(1, x -> Math.max(0, 1 - Math.abs(x))),

    /** A cubic over four pixels, of slope -0.5 (Keys, 1981). */
    BICUBIC(2, Resampling::cubic),

    /** A windowed sine over six pixels. */
    LANCZOS(3, x -> x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0);

    private static final int CHANNELS = 3;

    private final double reach;
    private final DoubleUnaryOperator weight;

    /** @param reach pixels to each side that have a weight where nothing is made smaller */
    Resampling(double reach, DoubleUnaryOperator weight) {
        this.reach = reach;
        this.weight = weight;
    }

    private static double cubic(double at) {
        double x = Math.abs(at);
        return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : x < 2 ? ((x - 5) * x + 8) * x * -0.5 + 2 : 0;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
    }

    /** The whole picture in another size. */
    public Image resize(Image picture, int width, int height) {
        return resize(picture, new Box(0, 0, picture.width(), picture.height()), width, height);
    }

    /**
     * A part of a picture in another size.
     *
     * @param part may have no width or no height: then it is drawn from what lies beside the edge
     */
    public Image resize(Image picture, Box part, int width, int height) {
        boolean same = width == part.width() && height == part.height();
        if (same || this == NEAREST) {
            int[] columns = nearest(part.left(), part.width(), width);
            int[] rows = nearest(part.top(), part.height(), height);
            return Image.paint(width, height, (x, y) -> picture.rgb(columns[x], rows[y]));
        }
        var columns = new Taps(part.left(), part.right(), picture.width(), width, reach, weight);
        var rows = new Taps(part.top(), part.bottom(), picture.height(), height, reach, weight);
        boolean wide = width == part.width() && width == picture.width();
        boolean tall = height == part.height() && height == picture.height();
        // As Pillow 13: first what leaves less.
        boolean rowsFirst = width > part.width() && height < part.height();
        return rowsFirst ? across(down(picture, rows, tall), columns, wide) : down(across(picture, columns, wide), rows, tall);
    }

    /** The pixel under the middle of each, by adding up as Pillow does. */
    private static int[] nearest(int from, int length, int wanted) {
        int[] out = new int[wanted];
        double scale = (double) length / wanted;
        double at = from + scale * 0.5;
        for (int i = 0; i < wanted; i++) {
            out[i] = (int) at;
            at += scale;
        }
        return out;
    }

    private static Image across(Image picture, Taps taps, boolean asItIs) {
        if (asItIs) {
            return picture;
        }
        int[] sums = new int[CHANNELS];
        return Image.paint(taps.count(), picture.height(), (x, y) -> taps.at(x, at -> picture.rgb(at, y), sums));
    }

    private static Image down(Image picture, Taps taps, boolean asItIs) {
        if (asItIs) {
            return picture;
        }
        int[] sums = new int[CHANNELS];
        return Image.paint(picture.width(), taps.count(), (x, y) -> taps.at(y, at -> picture.rgb(x, at), sums));
    }
}
