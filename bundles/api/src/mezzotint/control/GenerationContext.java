package mezzotint.control;

import mezzotint.image.Image;
import mezzotint.tensor.Tensor;
import org.osgi.annotation.versioning.ProviderType;

/** The picture to be made, as a plugin that works from other pictures needs to know it. For one walk, on its thread. */
@ProviderType
public interface GenerationContext {

    /** In pixels. */
    int width();

    /** In pixels. */
    int height();

    /**
     * The picture that a parameter names.
     *
     * @param name as {@link mezzotint.studio.Uploads} gave it
     * @throws mezzotint.plugin.Problem of kind {@code MISSING} if there is none
     */
    Image picture(String name);

    /**
     * A picture in the model's latent space, [1, channels, height, width]: the mean of what the encoder says.
     *
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if it is not {@link #width} by {@link #height} pixels
     */
    Tensor encode(Image picture);

    /** What the walk begins at where nothing else is said: noise of unit variance, [batch, channels, height, width]. */
    Tensor noise();
}
