package mezzotint.studio;

import mezzotint.image.Image;
import mezzotint.tensor.Tensor;

/**
 * A finished picture, with the request and seed that make it again.
 *
 * @param latent [1, channels, height, width] as the sampler left it
 * @param infotext the request as text, in the form of AUTOMATIC1111
 */
public record Picture(Image image, Request request, long seed, Tensor latent, String infotext) {}
