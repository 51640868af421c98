package mezzotint.libs.pixels;

import mezzotint.image.Image;
import mezzotint.plugin.Problem;

/**
 * How large a picture is to become: by a factor, or a width and a height.
 *
 * @param scale 0 for the factor that is usual where it is asked
 * @param width in pixels; 0, as its height, leaves it to the factor
 * @param crop whether a size of other proportions cuts off what sticks out; else it stretches the picture
 */
public record TargetSize(double scale, int width, int height, boolean crop) {

    /** Pixels of a picture that others of the workbench take, along each side. */
    public static final int MOST = 16_384;

    /** As many as a picture that is uploaded may have. */
    private static final int MOST_PIXELS = 64_000_000;

    /** How many times as large the picture must be at least before it is brought to its size. */
    public double factor(Image picture, double usual) {
        return isGiven() ? Math.max((double) width / picture.width(), (double) height / picture.height()) : scale > 0 ? scale : usual;
    }

    /** @throws Problem of kind {@code INVALID} if the picture would be larger than anybody takes it */
    public static void check(Image picture, double factor) {
        if (picture.width() * factor > MOST || picture.height() * factor > MOST) {
            throw Problem.invalid("a picture of " + picture.width() + "x" + picture.height() + " would be made " + factor + " times as large",
                    "stay below " + MOST + " pixels a side");
        }
        checkArea(picture.width() * factor, picture.height() * factor);
    }

    private static void checkArea(double width, double height) {
        if (width * height > MOST_PIXELS) {
            throw new Problem(Problem.Kind.TOO_LARGE, "the picture would have " + Math.round(width * height / 1e6) + " million pixels",
                    "stay below " + MOST_PIXELS / 1_000_000 + " million");
        }
    }

    /**
     * A picture in its size.
     *
     * @param large the picture as it is, or after it was made larger
     * @param picture as it was
     * @param usual the factor where none is asked for
     */
    public Image fit(Image large, Image picture, double usual, Resampling resampling) {
        if (isGiven()) {
            checkArea(width, height);
            return crop ? cropped(large, resampling) : resampling.resize(large, width, height);
        }
        double factor = factor(picture, usual);
        check(picture, factor);
        int wide = (int) Math.max(1, Math.rint(picture.width() * factor));
        int tall = (int) Math.max(1, Math.rint(picture.height() * factor));
        return large.width() == wide && large.height() == tall ? large : resampling.resize(large, wide, tall);
    }

    private boolean isGiven() {
        return width > 0 && height > 0;
    }

    private Image cropped(Image large, Resampling resampling) {
        double factor = Math.max((double) width / large.width(), (double) height / large.height());
        int wide = (int) Math.max(1, Math.min(Math.rint(width / factor), large.width()));
        int tall = (int) Math.max(1, Math.min(Math.rint(height / factor), large.height()));
        int left = (large.width() - wide) / 2;
        int top = (large.height() - tall) / 2;
        return resampling.resize(large, new Box(left, top, left + wide, top + tall), width, height);
    }
}
