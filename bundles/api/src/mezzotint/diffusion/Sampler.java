package mezzotint.diffusion;

import mezzotint.plugin.Hook;
import mezzotint.tensor.Tensor;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Walks a latent from noise to picture along falling noise levels.
 *
 * <p>A sampler knows nothing of prompts, devices or previews: it calls the denoiser and does
 * arithmetic. See Karras et al., "Elucidating the Design Space of Diffusion-Based Generative
 * Models" (2022), algorithms 1 and 2.
 *
 * @param <P> the parameters a user may set
 */
@ConsumerType
public interface Sampler<P extends Record> extends Hook<P> {

    /**
     * @param model the denoiser
     * @param x noise of standard deviation {@code sigmas[0]}, [batch, channels, height, width]
     * @param sigmas noise levels, one more than there are steps, falling; the last is 0 as a rule
     * @param noise for samplers that add some on their way
     * @param params what the user set
     * @return latent at the level {@code sigmas[sigmas.length - 1]}, of the shape of x
     */
    Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, P params);

    /** Id of the schedule that suits it best: what the choice {@code automatic} stands for. */
    default String schedule() {
        return "uniform";
    }

    /** How often it calls the denoiser in a step, but for the last: a prompt that changes in the course of a walk is timed by calls, as in AUTOMATIC1111. */
    default int callsPerStep() {
        return 1;
    }

    /**
     * Whether it walks better without the last level above 0: the schedule is then asked for one step more, and that level is left
     * out. So AUTOMATIC1111 runs DPM2 and others that call the model between two levels.
     */
    default boolean discardsNextToLastSigma() {
        return false;
    }
}
