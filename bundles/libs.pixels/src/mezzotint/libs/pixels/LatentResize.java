package mezzotint.libs.pixels;

import mezzotint.tensor.Tensor;

/** Latents in another size, as PyTorch's interpolation gives them. */
public final class LatentResize {

    private LatentResize() {}

    /**
     * By the line between the two nearest cells along each side, without smoothing where it becomes smaller.
     *
     * @param latent [batch, channels, height, width]
     */
    public static Tensor bilinear(Tensor latent, int height, int width) {
        int rows = latent.size(0) * latent.size(1);
        float[] from = latent.toArray();
        float[] out = new float[rows * height * width];
        for (int row = 0; row < rows; row++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    out[(row * height + y) * width + x] = at(from, row, latent.size(2), latent.size(3),
                            place(y, height, latent.size(2)), place(x, width, latent.size(3)));
                }
            }
        }
        return Tensor.of(out, latent.size(0), latent.size(1), height, width);
    }

    /** Where the middle of a cell lies among those it is drawn from. */
    private static float place(int cell, int count, int from) {
        return Math.max((float) from / count * (cell + 0.5f) - 0.5f, 0);
    }

    private static float at(float[] from, int row, int height, int width, float y, float x) {
        int top = (int) y;
        int left = (int) x;
        int below = Math.min(top + 1, height - 1);
        int right = Math.min(left + 1, width - 1);
        int at = row * height;
        float down = y - top;
        float across = x - left;
        return (1 - down) * ((1 - across) * from[(at + top) * width + left] + across * from[(at + top) * width + right])
                + down * ((1 - across) * from[(at + below) * width + left] + across * from[(at + below) * width + right]);
    }
}
