package mezzotint.diffusion;

import mezzotint.plugin.Hook;
import org.osgi.annotation.versioning.ConsumerType;

/** Spreads the steps of a walk over the noise levels of a model. */
@ConsumerType
public interface Schedule<P extends Record> extends Hook<P> {

    /**
     * @param steps number of steps, at least 1
     * @return falling levels, the last of them 0; as a rule {@code steps + 1}, but a schedule may
     *     round to as many as twice the steps, and to as few as half of them, or of the model's
     *     timesteps if there are fewer
     */
    double[] sigmas(int steps, Levels levels, P params);
}
