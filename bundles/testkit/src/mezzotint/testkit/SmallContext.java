package mezzotint.testkit;

import mezzotint.control.GenerationContext;
import mezzotint.image.Image;
import mezzotint.tensor.Tensor;

/** Two pictures of 64x48 in a latent space of 8 pixels a cell; whatever picture is asked for is there, of another size. */
record SmallContext() implements GenerationContext {

    static final int[] SHAPE = {2, 4, 6, 8};
    private static final int FACTOR = 8;

    @Override
    public int width() {
        return SHAPE[3] * FACTOR;
    }

    @Override
    public int height() {
        return SHAPE[2] * FACTOR;
    }

    @Override
    public Image picture(String name) {
        return Image.paint(100, 90, (x, y) -> x * 37 % 256 << 16 | y * 91 % 256 << 8 | (x + y) * 13 % 256);
    }

    /** The colour in the middle of each cell, and its brightness. */
    @Override
    public Tensor encode(Image picture) {
        if (picture.width() != width() || picture.height() != height()) {
            throw new AssertionError("a picture of " + picture.width() + "x" + picture.height() + " was to be encoded, not of the size of the one to be made");
        }
        int plane = SHAPE[2] * SHAPE[3];
        float[] latent = new float[SHAPE[1] * plane];
        for (int i = 0; i < plane; i++) {
            int x = i % SHAPE[3] * FACTOR + FACTOR / 2;
            int y = i / SHAPE[3] * FACTOR + FACTOR / 2;
            for (int channel = 0; channel < 3; channel++) {
                latent[channel * plane + i] = (picture.rgb(x, y) >> 16 - 8 * channel & 255) / 127.5f - 1;
            }
            latent[3 * plane + i] = (float) (picture.luma(x, y) / 127.5 - 1);
        }
        return Tensor.of(latent, 1, SHAPE[1], SHAPE[2], SHAPE[3]);
    }

    @Override
    public Tensor noise() {
        return MemoryCheckpoint.random(SHAPE);
    }
}
