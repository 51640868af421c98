package mezzotint.core.pipeline;

import java.util.Optional;
import mezzotint.diffusion.Denoiser;
import mezzotint.studio.StepLog;
import mezzotint.tensor.Tensor;

/** A denoiser that is not asked again for what it has answered before. */
record RecalledDenoiser(Denoiser inner, StepLog log) implements Denoiser {

    @Override
    public Tensor denoise(Tensor x, double sigma) {
        Optional<Tensor> known = log.recall(x, sigma);
        if (known.isPresent()) {
            return known.get();
        }
        Tensor denoised = inner.denoise(x, sigma);
        log.add(x, sigma, denoised);
        return denoised;
    }

    /** The unguided side stands in the log at the level below 0, where no walk goes. */
    @Override
    public Guided guided(Tensor x, double sigma) {
        Optional<Tensor> denoised = log.recall(x, sigma);
        Optional<Tensor> unguided = log.recall(x, -sigma);
        if (denoised.isPresent() && unguided.isPresent()) {
            return new Guided(denoised.get(), unguided.get());
        }
        Guided answer = inner.guided(x, sigma);
        if (denoised.isEmpty()) {
            log.add(x, sigma, answer.denoised());
        }
        log.add(x, -sigma, answer.unguided());
        return answer;
    }

    @Override
    public double alpha(double sigma) {
        return inner.alpha(sigma);
    }
}
