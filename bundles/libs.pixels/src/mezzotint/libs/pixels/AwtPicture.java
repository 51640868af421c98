package mezzotint.libs.pixels;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import mezzotint.image.Image;

/** A picture as Java's readers give it, as one of ours. */
public final class AwtPicture {

    private static final int WHITE = 255;

    private AwtPicture() {}

    /** Greys as they are in the file, which Java takes for linear light and would make brighter; what can be seen through is seen on white, as in A1111. */
    public static Image image(BufferedImage picture) {
        boolean grey = picture.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        return Image.paint(picture.getWidth(), picture.getHeight(), grey ? grey(picture) : (x, y) -> onWhite(picture.getRGB(x, y)));
    }

    private static Image.Painter grey(BufferedImage picture) {
        Raster raster = picture.getRaster();
        boolean alpha = picture.getColorModel().hasAlpha() && raster.getNumBands() > 1;
        int most = (1 << picture.getColorModel().getComponentSize(0)) - 1;
        return (x, y) -> {
            int value = raster.getSample(x, y, 0) * WHITE / most;
            return (alpha ? over(value, raster.getSample(x, y, 1) * WHITE / most) : value) * 0x010101;
        };
    }

    private static int onWhite(int argb) {
        int alpha = argb >>> 24;
        return alpha == WHITE ? argb : over(argb >> 16 & 255, alpha) << 16 | over(argb >> 8 & 255, alpha) << 8 | over(argb & 255, alpha);
    }

    private static int over(int value, int alpha) {
        return Math.round((value * alpha + WHITE * (WHITE - alpha)) / (float) WHITE);
    }
}
