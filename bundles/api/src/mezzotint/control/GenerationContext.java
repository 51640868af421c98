package mezzotint.control;

import mezzotint.diffusion.Noise;
import mezzotint.image.Image;
import mezzotint.model.Latents;
import mezzotint.tensor.Tensor;
import org.osgi.annotation.versioning.ProviderType;

/** The picture to be made, as a plugin that works from other pictures needs to know it. For one walk, on its thread. */
@ProviderType
public interface GenerationContext {

    /** In pixels. */
    int width();

    /** In pixels. */
    int height();

    /** Pictures made at once: the batch of all latents. */
    int count();

    /** Steps that the request asks for; the schedule may have been asked for others. */
    int steps();

    /** The levels that the schedule gave, falling; the last is 0 as a rule. A walk may begin below the first. */
    double[] sigmas();

    /** The space of the latents. */
    Latents latents();

    /**
     * The picture that a parameter names: the same object each time.
     *
     * @param name as {@link mezzotint.studio.Uploads} gave it
     * @throws mezzotint.plugin.Problem of kind {@code MISSING} if there is none
     */
    Image picture(String name);

    /**
     * The mean of what the encoder says of a picture. The same object is encoded once.
     *
     * @param picture of any size that is a multiple of the model's factor
     * @return [count, channels, picture's height / factor, picture's width / factor], the same for each of the batch
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if it has another size
     */
    Tensor encode(Image picture);

    /**
     * A sample of what the encoder says of a picture: its mean, and its deviation times the next of {@link #noise}.
     *
     * @param picture {@link #width} by {@link #height} pixels
     * @return [count, channels, height / factor, width / factor]
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if it has another size
     */
    Tensor sample(Image picture);

    /** The noise of the walk, of which nothing is drawn yet where a walk begins; what is left of it is the sampler's. */
    Noise noise();
}
