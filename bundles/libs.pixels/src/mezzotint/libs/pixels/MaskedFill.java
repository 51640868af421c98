package mezzotint.libs.pixels;

import mezzotint.image.Image;

/** Fills what a mask paints anew with the colours around it. */
public final class MaskedFill {

    /** Pixels of a blur, and how often it is laid on top of the ones before: from far to near, as AUTOMATIC1111 does. */
    private static final int[][] BLURS = {{256, 1}, {64, 1}, {16, 2}, {4, 4}, {2, 2}, {0, 1}};

    private MaskedFill() {}

    /** @param mask of the picture's size */
    public static Image fill(Image picture, Mask mask) {
        Layer left = Layer.weighed(picture, mask);
        Layer filled = Layer.empty(picture.width(), picture.height());
        for (int[] blur : BLURS) {
            Layer near = (blur[0] == 0 ? left : left.blurred(blur[0])).straight();
            for (int i = 0; i < blur[1]; i++) {
                filled = filled.under(near);
            }
        }
        return filled.image();
    }
}
