package mezzotint.core.pipeline;

import java.util.concurrent.atomic.AtomicInteger;
import mezzotint.diffusion.Denoiser;
import mezzotint.tensor.Tensor;

/** A denoiser whose calls are counted, those that are answered from memory too. */
record CountedDenoiser(Denoiser inner, AtomicInteger calls) implements Denoiser {

    @Override
    public Tensor denoise(Tensor x, double sigma) {
        Tensor denoised = inner.denoise(x, sigma);
        calls.incrementAndGet();
        return denoised;
    }

    @Override
    public Guided guided(Tensor x, double sigma) {
        Guided answer = inner.guided(x, sigma);
        calls.incrementAndGet();
        return answer;
    }

    @Override
    public double alpha(double sigma) {
        return inner.alpha(sigma);
    }
}
