package mezzotint.image.start;

import java.util.List;
import java.util.function.Supplier;
import mezzotint.control.GenerationContext;
import mezzotint.diffusion.Noise;
import mezzotint.image.Image;
import mezzotint.model.Latents;
import mezzotint.tensor.Tensor;

/** A picture of 8x8, whose deviation is 1. */
record GivenContext(double[] sigmas, Supplier<Tensor> draws, Tensor mean) implements GenerationContext {

    @Override
    public int width() {
        return 8;
    }

    @Override
    public int height() {
        return 8;
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public int steps() {
        return sigmas.length - 1;
    }

    @Override
    public Latents latents() {
        return new Latents(1, 8, List.of());
    }

    @Override
    public Image picture(String name) {
        return Image.paint(8, 8, (x, y) -> 0);
    }

    @Override
    public Tensor encode(Image picture) {
        return mean;
    }

    @Override
    public Tensor sample(Image picture) {
        return encode(picture).plus(noise().next());
    }

    @Override
    public Noise noise() {
        return new Noise() {
            @Override
            public Tensor next() {
                return draws.get();
            }

            @Override
            public Tensor between(double sigma, double next) {
                throw new AssertionError("a path of noise is the sampler's");
            }
        };
    }
}
