package mezzotint.model;

import java.util.List;

/**
 * The space in which a model paints.
 *
 * @param channels channels of the latent
 * @param factor pixels to one latent cell, along each side
 * @param colors a row for each channel and a last one for the offset: red, green and blue from -1 to
 *     1 as a linear function of the latent; empty where the model does not tell
 */
public record Latents(int channels, int factor, List<List<Double>> colors) {

    public Latents {
        colors = colors.stream().map(List::copyOf).toList();
    }
}
