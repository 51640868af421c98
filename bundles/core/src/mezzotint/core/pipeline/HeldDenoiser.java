package mezzotint.core.pipeline;

import java.util.function.UnaryOperator;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Levels;
import mezzotint.tensor.Tensor;

/** Holds both sides of a guided denoiser to a picture, and knows the levels of its model. */
final class HeldDenoiser implements Denoiser {

    private final Denoiser inner;
    private final Levels levels;
    private final UnaryOperator<Denoiser> hold;
    private final Denoiser denoised;
    private Denoiser unguided;
    private Tensor asked;
    private double level;
    private Guided answer;

    /** @param hold what keeps a denoiser to the picture around a mask; may ask it for another latent */
    HeldDenoiser(Denoiser inner, Levels levels, UnaryOperator<Denoiser> hold) {
        this.inner = inner;
        this.levels = levels;
        this.hold = hold;
        this.denoised = hold.apply((x, sigma) -> x == asked && sigma == level ? answer.denoised() : inner.denoise(x, sigma));
    }

    @Override
    public Tensor denoise(Tensor x, double sigma) {
        return denoised.denoise(x, sigma);
    }

    /** Asks the model once, unless what holds it asks for different latents. */
    @Override
    public Guided guided(Tensor x, double sigma) {
        if (unguided == null) {
            unguided = hold.apply((y, now) -> remembered(y, now).unguided());
        }
        Tensor without = unguided.denoise(x, sigma);
        try {
            return new Guided(denoised.denoise(x, sigma), without);
        } finally {
            asked = null;
            answer = null;
        }
    }

    @Override
    public double alpha(double sigma) {
        return levels.alpha(sigma);
    }

    private Guided remembered(Tensor x, double sigma) {
        answer = inner.guided(x, sigma);
        asked = x;
        level = sigma;
        return answer;
    }
}
