package mezzotint.libs.pixels;

/**
 * A part of a picture, in pixels.
 *
 * @param left first column
 * @param top first row
 * @param right column behind the last; no part of it
 * @param bottom row behind the last; no part of it
 */
public record Box(int left, int top, int right, int bottom) {

    public int width() {
        return right - left;
    }

    public int height() {
        return bottom - top;
    }

    /** With so many pixels more on each side, as far as a picture of that size goes. */
    public Box padded(int pixels, int width, int height) {
        return new Box(Math.max(left - pixels, 0), Math.max(top - pixels, 0), Math.min(right + pixels, width), Math.min(bottom + pixels, height));
    }

    /** Grown to the shape of a picture to be made, within a picture of that size, as AUTOMATIC1111's {@code expand_crop_region}. */
    public Box shaped(int madeWidth, int madeHeight, int width, int height) {
        double shape = (double) madeWidth / madeHeight;
        if ((double) width() / height() > shape) {
            int[] side = grown(top, bottom, (int) (width() / shape - height()), height);
            return new Box(left, side[0], right, side[1]);
        }
        int[] side = grown(left, right, (int) (height() * shape - width()), width);
        return new Box(side[0], top, side[1], bottom);
    }

    /** A side made longer at both ends, and moved back into the picture. */
    private static int[] grown(int from, int to, int more, int length) {
        int first = from - Math.floorDiv(more, 2);
        int last = to + more - Math.floorDiv(more, 2);
        if (last >= length) {
            first -= last - length;
            last = length;
        }
        if (first < 0) {
            last -= first;
            first = 0;
        }
        return new int[] {first, Math.min(last, length)};
    }
}
