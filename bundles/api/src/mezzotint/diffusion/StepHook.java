package mezzotint.diffusion;

import mezzotint.plugin.Hook;
import mezzotint.tensor.Tensor;
import org.osgi.annotation.versioning.ConsumerType;

/** Looks at, or changes, what the denoiser answers at each call. */
@ConsumerType
public interface StepHook<P extends Record> extends Hook<P> {

    /**
     * One answer of the denoiser.
     *
     * @param call number of the call, from 0; samplers of higher order make several a step
     * @param sigma noise level of x
     * @param x noisy latent [batch, channels, height, width]
     * @param denoised the answer, of the shape of x
     */
    record Step(int call, double sigma, Tensor x, Tensor denoised) {}

    /** What the sampler is given in place of {@code step.denoised()}: the same, if nothing is changed. */
    Tensor after(Step step, P params);
}
