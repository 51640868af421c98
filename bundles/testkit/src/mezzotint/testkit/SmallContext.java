package mezzotint.testkit;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import mezzotint.control.GenerationContext;
import mezzotint.diffusion.Noise;
import mezzotint.image.Image;
import mezzotint.model.Latents;
import mezzotint.tensor.Tensor;

/** Two pictures of 64x48 in a latent space of 8 pixels a cell; whatever picture is asked for is there, of another size. */
record SmallContext(double[] sigmas, Noise noise) implements GenerationContext {

    static final int[] SHAPE = {2, 4, 6, 8};
    private static final int FACTOR = 8;

    /** A walk whose noise has been drawn by nobody yet. */
    SmallContext(double... sigmas) {
        this(sigmas, new StreamedNoise());
    }

    /** Values that differ from one draw to the next. */
    private static final class StreamedNoise implements Noise {

        private final Random random = new Random(7);

        @Override
        public Tensor next() {
            return Tensor.zeros(SHAPE).map(zero -> random.nextGaussian());
        }

        @Override
        public Tensor between(double sigma, double next) {
            throw new AssertionError("a path of noise is the sampler's");
        }
    }

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

    @Override
    public int count() {
        return SHAPE[0];
    }

    @Override
    public int steps() {
        return sigmas.length - 1;
    }

    @Override
    public Latents latents() {
        return new Latents(SHAPE[1], FACTOR, List.of());
    }

    /** The colour in the middle of each cell, and its brightness. */
    @Override
    public Tensor encode(Image picture) {
        if (picture.width() % FACTOR != 0 || picture.height() % FACTOR != 0) {
            throw new AssertionError("a picture of " + picture.width() + "x" + picture.height() + " was to be encoded, which is no multiple of " + FACTOR);
        }
        int width = picture.width() / FACTOR;
        int plane = picture.height() / FACTOR * width;
        float[] latent = new float[SHAPE[1] * plane];
        for (int i = 0; i < plane; i++) {
            int x = i % width * FACTOR + FACTOR / 2;
            int y = i / width * FACTOR + FACTOR / 2;
            for (int channel = 0; channel < 3; channel++) {
                latent[channel * plane + i] = (picture.rgb(x, y) >> 16 - 8 * channel & 255) / 127.5f - 1;
            }
            latent[3 * plane + i] = (float) (picture.luma(x, y) / 127.5 - 1);
        }
        return Tensor.concat(Collections.nCopies(SHAPE[0], Tensor.of(latent, 1, SHAPE[1], picture.height() / FACTOR, width)));
    }

    @Override
    public Tensor sample(Image picture) {
        if (picture.width() != width() || picture.height() != height()) {
            throw new AssertionError("a picture of " + picture.width() + "x" + picture.height() + " was to be sampled, not of the size of the one to be made");
        }
        return encode(picture).plus(noise.next().times(0.01));
    }
}
