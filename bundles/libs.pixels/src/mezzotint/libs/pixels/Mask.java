package mezzotint.libs.pixels;

import java.util.Optional;
import mezzotint.image.Image;
import mezzotint.tensor.Tensor;

/**
 * Which pixels are painted anew: from 0, which keeps what there is, to 255.
 *
 * @param grey a picture whose three channels are the same
 */
public record Mask(Image grey) {

    /** The brightness of a picture, as Pillow rounds it. */
    public static Mask of(Image picture) {
        return new Mask(Image.paint(picture.width(), picture.height(), (x, y) -> {
            int c = picture.rgb(x, y);
            return spread((c >> 16 & 255) * 19595 + (c >> 8 & 255) * 38470 + (c & 255) * 7471 + 0x8000 >> 16);
        }));
    }

    private static int spread(int value) {
        return value * 0x010101;
    }

    public int width() {
        return grey.width();
    }

    public int height() {
        return grey.height();
    }

    public int at(int x, int y) {
        return grey.rgb(x, y) & 255;
    }

    /** What is kept for what is painted. */
    public Mask inverted() {
        return new Mask(Image.paint(width(), height(), (x, y) -> spread(255 - at(x, y))));
    }

    /** Twice as strong: what is half painted is painted wholly. */
    public Mask doubled() {
        return new Mask(Image.paint(width(), height(), (x, y) -> spread(Math.min(2 * at(x, y), 255))));
    }

    /** Blurred along the rows, then along the columns, as AUTOMATIC1111 does by OpenCV; 0 leaves a side as it is. */
    public Mask blurred(int across, int down) {
        GaussianKernel rows = new GaussianKernel(across);
        GaussianKernel columns = new GaussianKernel(down);
        Image wide = Image.paint(width(), height(), (x, y) -> spread(rows.at(x, width(), i -> grey.rgb(i, y) & 255)));
        return new Mask(Image.paint(width(), height(), (x, y) -> spread(columns.at(y, height(), i -> wide.rgb(x, i) & 255))));
    }

    /** The part that is painted at all; empty if nothing is. */
    public Optional<Box> bounds() {
        int left = width();
        int top = height();
        int right = 0;
        int bottom = 0;
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < width(); x++) {
                if (at(x, y) > 0) {
                    left = Math.min(left, x);
                    top = Math.min(top, y);
                    right = Math.max(right, x + 1);
                    bottom = Math.max(bottom, y + 1);
                }
            }
        }
        return right == 0 ? Optional.empty() : Optional.of(new Box(left, top, right, bottom));
    }

    /**
     * What is painted of the cells of a latent, as AUTOMATIC1111 shrinks masks.
     *
     * @param round to all or nothing
     * @param shape [batch, channels, height, width]
     */
    public Tensor cells(boolean round, int... shape) {
        Image small = Resampling.BICUBIC.resize(grey, shape[3], shape[2]);
        return cells((x, y) -> {
            float part = (small.rgb(x, y) & 255) / 255f;
            return round ? (float) Math.rint(part) : part;
        }, shape);
    }

    /** What is painted of the cells, by the pixel at the upper left corner of each: all of a cell or nothing. As diffusers. */
    public Tensor corners(int... shape) {
        return cells((x, y) -> at(x * width() / shape[3], y * height() / shape[2]) > 127 ? 1 : 0, shape);
    }

    private interface Cell {
        float at(int x, int y);
    }

    private static Tensor cells(Cell cell, int... shape) {
        float[] out = new float[shape[0] * shape[1] * shape[2] * shape[3]];
        for (int i = 0; i < out.length; i++) {
            out[i] = cell.at(i % shape[3], i / shape[3] % shape[2]);
        }
        return Tensor.of(out, shape);
    }
}
