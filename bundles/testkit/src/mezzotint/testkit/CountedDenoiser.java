package mezzotint.testkit;

import mezzotint.diffusion.Denoiser;
import mezzotint.tensor.Tensor;

/** Counts the calls of another denoiser. */
final class CountedDenoiser implements Denoiser {

    private final Denoiser model;
    private int calls;

    CountedDenoiser(Denoiser model) {
        this.model = model;
    }

    int calls() {
        return calls;
    }

    @Override
    public Tensor denoise(Tensor x, double sigma) {
        calls++;
        return model.denoise(x, sigma);
    }

    @Override
    public Guided guided(Tensor x, double sigma) {
        calls++;
        return model.guided(x, sigma);
    }

    @Override
    public double alpha(double sigma) {
        return model.alpha(sigma);
    }
}
