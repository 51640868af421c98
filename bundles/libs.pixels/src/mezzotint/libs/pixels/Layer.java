package mezzotint.libs.pixels;

import java.util.Arrays;
import mezzotint.image.Image;

/** A picture that can be seen through, with Pillow's arithmetic of bytes. Immutable. */
public final class Layer {

    private static final int CHANNELS = 4;
    private static final int PLACES = 7;

    private final int width;
    /** Alpha, red, green, blue. */
    private final int[] argb;

    private Layer(int width, int[] argb) {
        this.width = width;
        this.argb = argb;
    }

    static Layer of(int width, int... argb) {
        return new Layer(width, argb.clone());
    }

    int[] argb() {
        return argb.clone();
    }

    /** One that nothing is painted on. */
    static Layer empty(int width, int height) {
        return new Layer(width, new int[width * height]);
    }

    /** A picture without what a mask of its size paints anew, its colours weighed by what is left of them. */
    static Layer weighed(Image picture, Mask mask) {
        int[] out = new int[picture.width() * picture.height()];
        for (int i = 0; i < out.length; i++) {
            int x = i % picture.width();
            int y = i / picture.width();
            int alpha = 255 - mask.at(x, y);
            out[i] = alpha << 24 | each(picture.rgb(x, y), value -> share(value, alpha));
        }
        return new Layer(picture.width(), out);
    }

    /** What a mask keeps of a picture of its size. */
    public static Layer kept(Image picture, Mask mask) {
        return weighed(picture, mask).straight();
    }

    /** A picture at a place of one that is empty elsewhere. */
    public static Layer placed(Image picture, Box place, int width, int height) {
        int[] out = new int[width * height];
        for (int i = 0; i < out.length; i++) {
            int x = i % width - place.left();
            int y = i / width - place.top();
            out[i] = x < 0 || y < 0 || x >= picture.width() || y >= picture.height() ? 0 : 0xFF000000 | picture.rgb(x, y);
        }
        return new Layer(width, out);
    }

    @FunctionalInterface
    private interface Channel {
        int of(int value);
    }

    private static int each(int rgb, Channel channel) {
        return channel.of(rgb >> 16 & 255) << 16 | channel.of(rgb >> 8 & 255) << 8 | channel.of(rgb & 255);
    }

    private static int share(int value, int of255) {
        int product = value * of255 + 128;
        return (product >> 8) + product >> 8;
    }

    /** Colours as they are, not weighed by what there is of them. */
    Layer straight() {
        return new Layer(width, Arrays.stream(argb).map(pixel -> {
            int alpha = pixel >>> 24;
            return alpha == 0 || alpha == 255 ? pixel : alpha << 24 | each(pixel, value -> Math.min(255 * value / alpha, 255));
        }).toArray());
    }

    /** Blurred in all its channels, as by Pillow's filter of that radius. */
    Layer blurred(double radius) {
        return new Layer(width, new BoxBlur(radius).apply(argb, width, CHANNELS));
    }

    /** With another layer of its size laid over it. */
    public Layer under(Layer above) {
        int[] out = new int[argb.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = over(above.argb[i], argb[i]);
        }
        return new Layer(width, out);
    }

    private static int over(int above, int below) {
        int alpha = above >>> 24;
        if (alpha == 0) {
            return below;
        }
        int rest = (below >>> 24) * (255 - alpha);
        int whole = alpha * 255 + rest;
        int part = alpha * 255 * 255 * (1 << PLACES) / whole;
        int other = 255 * (1 << PLACES) - part;
        return div(whole + 0x80) << 24 | mixed(above >> 16, below >> 16, part, other) << 16 | mixed(above >> 8, below >> 8, part, other) << 8
                | mixed(above, below, part, other);
    }

    private static int mixed(int above, int below, int part, int other) {
        return div((above & 255) * part + (below & 255) * other + (0x80 << PLACES)) >> PLACES;
    }

    private static int div(int value) {
        return (value >> 8) + value >> 8;
    }

    public int width() {
        return width;
    }

    public int height() {
        return argb.length / width;
    }

    /** Its colours, whatever can be seen through. */
    public Image image() {
        return Image.paint(width, argb.length / width, (x, y) -> argb[y * width + x]);
    }
}
