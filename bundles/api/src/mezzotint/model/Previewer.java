package mezzotint.model;

import mezzotint.image.Image;
import mezzotint.plugin.Hook;
import mezzotint.tensor.Tensor;
import org.osgi.annotation.versioning.ConsumerType;

/** A quick, rough picture of a latent, shown while the walk goes on. */
@ConsumerType
public interface Previewer<P extends Record> extends Hook<P> {

    /**
     * @param latent [1, channels, height, width]
     * @return a picture of any size with the proportions of the latent
     */
    Image preview(Tensor latent, Latents space, P params);
}
