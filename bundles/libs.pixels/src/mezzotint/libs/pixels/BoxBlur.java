package mezzotint.libs.pixels;

/** A Gaussian blur by three boxes along each side, as Pillow has it for bytes (Gwosdek et al., 2011). */
final class BoxBlur {

    private static final int PASSES = 3;
    private static final long ONE = 1 << 24;

    private final int radius;
    private final long inner;
    private final long edge;

    /** @param deviation of the Gaussian, in pixels */
    BoxBlur(double deviation) {
        float reach = reach((float) deviation);
        radius = (int) reach;
        inner = (long) (ONE / (reach * 2 + 1));
        edge = (ONE - (radius * 2 + 1) * inner) / 2;
    }

    /** Of the box that has the third of the variance; not whole, so that its ends have a part of the weight. */
    private static float reach(float deviation) {
        float variance = deviation * deviation / PASSES;
        float length = (float) Math.sqrt(12.0 * variance + 1.0);
        float whole = (float) Math.floor((length - 1.0) / 2.0);
        float part = (2 * whole + 1) * (whole * (whole + 1) - 3 * variance);
        return whole + part / (6 * (variance - (whole + 1) * (whole + 1)));
    }

    /** @param pixels rows of bytes in one number for each pixel */
    int[] apply(int[] pixels, int width, int channels) {
        int height = pixels.length / width;
        int[] out = pixels.clone();
        for (int shift = 0; shift < 8 * channels; shift += 8) {
            for (int pass = 0; pass < PASSES; pass++) {
                for (int y = 0; y < height; y++) {
                    line(out, y * width, 1, width, shift);
                }
            }
            for (int pass = 0; pass < PASSES; pass++) {
                for (int x = 0; x < width; x++) {
                    line(out, x, width, height, shift);
                }
            }
        }
        return out;
    }

    /** Behind its ends a line goes on with its last pixel. */
    private void line(int[] pixels, int from, int stride, int length, int shift) {
        int[] line = new int[length];
        for (int i = 0; i < length; i++) {
            line[i] = pixels[from + i * stride] >>> shift & 255;
        }
        long sum = 0;
        for (int i = -radius - 1; i < radius; i++) {
            sum += line[clamped(i, length)];
        }
        for (int i = 0; i < length; i++) {
            sum += line[clamped(i + radius, length)] - line[clamped(i - radius - 1, length)];
            long bulk = sum * inner + (line[clamped(i - radius - 1, length)] + line[clamped(i + radius + 1, length)]) * edge;
            int value = (int) (bulk + (ONE >> 1) >> 24) & 255;
            pixels[from + i * stride] = pixels[from + i * stride] & ~(255 << shift) | value << shift;
        }
    }

    private static int clamped(int place, int length) {
        return Math.min(Math.max(place, 0), length - 1);
    }
}
