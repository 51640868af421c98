package mezzotint.rest.pictures;

import mezzotint.image.Image;

/** Small copies of pictures. */
final class Thumbnails {

    private Thumbnails() {}

    /** The picture, reduced by a whole factor until its longer side is at most {@code size} pixels; each pixel is the mean of those it stands for. */
    static Image within(Image image, int size) {
        int factor = (Math.max(image.width(), image.height()) + size - 1) / size;
        return factor <= 1 ? image : Image.paint(Math.max(1, image.width() / factor), Math.max(1, image.height() / factor),
                (x, y) -> mean(image, x * factor, y * factor, factor));
    }

    private static int mean(Image image, int left, int top, int factor) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int i = 0; i < factor * factor; i++) {
            int rgb = image.rgb(left + i % factor, top + i / factor);
            red += rgb >> 16;
            green += rgb >> 8 & 255;
            blue += rgb & 255;
        }
        int count = factor * factor;
        return red / count << 16 | green / count << 8 | blue / count;
    }
}
