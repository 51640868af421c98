package mezzotint.image;

import java.nio.FloatBuffer;
import mezzotint.tensor.Tensor;

/** An immutable picture in sRGB, 8 bits a channel, opaque. */
public final class Image {

    /** Gives the colour of a place, as 0xRRGGBB. */
    @FunctionalInterface
    public interface Painter {
        int rgb(int x, int y);
    }

    private final int width;
    private final int[] rgb;

    private Image(int width, int[] rgb) {
        this.width = width;
        this.rgb = rgb;
    }

    public static Image paint(int width, int height, Painter painter) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("no picture is " + width + "x" + height);
        }
        int[] rgb = new int[width * height];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = painter.rgb(i % width, i / width) & 0xFFFFFF;
        }
        return new Image(width, rgb);
    }

    public int width() {
        return width;
    }

    public int height() {
        return rgb.length / width;
    }

    /** The colour at x, y; places outside take the colour of the nearest edge. */
    public int rgb(int x, int y) {
        return rgb[Math.min(Math.max(y, 0), height() - 1) * width + Math.min(Math.max(x, 0), width - 1)];
    }

    /** Brightness at x, y from 0 to 255, by the weights of Rec. 601. */
    public double luma(int x, int y) {
        int c = rgb(x, y);
        return 0.299 * (c >> 16 & 255) + 0.587 * (c >> 8 & 255) + 0.114 * (c & 255);
    }

    /** [1, 3, height, width], from -1 to 1. */
    public Tensor toTensor() {
        float[] out = new float[3 * rgb.length];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < rgb.length; i++) {
                out[c * rgb.length + i] = (rgb[i] >> (16 - 8 * c) & 255) / 127.5f - 1;
            }
        }
        return Tensor.of(out, 1, 3, height(), width);
    }

    /**
     * The picture that a tensor holds; values are cut at -1 and 1, and rounded to the nearest of 256.
     *
     * @param tensor [1, 3, height, width] from -1 to 1
     * @throws IllegalArgumentException if it is of another shape
     */
    public static Image of(Tensor tensor) {
        if (tensor.shape().length != 4 || tensor.size(0) != 1 || tensor.size(1) != 3 || tensor.size() == 0) {
            throw new IllegalArgumentException(tensor + " is not one picture, [1, 3, height, width]");
        }
        int width = tensor.size(3);
        int plane = tensor.size(2) * width;
        FloatBuffer values = tensor.buffer();
        int[] rgb = new int[plane];
        for (int i = 0; i < plane; i++) {
            rgb[i] = level(values.get(i)) << 16 | level(values.get(plane + i)) << 8 | level(values.get(2 * plane + i));
        }
        return new Image(width, rgb);
    }

    /** Ties go to the even level, as in numpy and torch. */
    private static int level(float value) {
        return (int) Math.rint(Math.min(Math.max((value / 2 + 0.5f), 0), 1) * 255);
    }
}
