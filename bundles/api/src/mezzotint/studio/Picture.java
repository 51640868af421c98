package mezzotint.studio;

import mezzotint.image.Image;
import mezzotint.tensor.Tensor;

/**
 * A finished picture, with the request and seed that make it again.
 *
 * @param latent [1, channels, height, width] as the sampler left it
 * @param infotext the request as text, in the form of AUTOMATIC1111
 * @param provenance how it was made, as a JSON object: {@code request} as {@link RequestMap} has it, {@code picture} its number in the batch,
 *     {@code adapters} and {@code embeddings} with their {@code name} and {@code sha256} if there are any, {@code plugins} as a
 *     {@link mezzotint.manage.ProfileMap} has them, {@code engine} with its {@code id}, its {@code device} and
 *     those that {@code tookOver} from it, {@code workbench}; empty if that is not known
 */
public record Picture(Image image, Request request, long seed, Tensor latent, String infotext, String provenance) {

    /** One of which it is not known how it was made. */
    public Picture(Image image, Request request, long seed, Tensor latent, String infotext) {
        this(image, request, seed, latent, infotext, "");
    }
}
