package mezzotint.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import mezzotint.diffusion.Levels;
import mezzotint.graph.Graph;

/**
 * The networks of one model.
 *
 * @param denoiser inputs {@code x} [batch, channels, height, width] scaled to unit variance,
 *     {@code time} [1 or batch] the timestep of all rows or of each, {@code context} [batch,
 *     tokens, width], {@code pooled} [batch, width] and {@code sizes} [batch, 6] (original height and width,
 *     top and left of the crop, target height and width) where the family has them, and the optional
 *     {@code residual.0}, {@code residual.1}, .. of control networks; one output, what {@code prediction} says
 * @param encoder input {@code image} [batch, 3, height, width] from -1 to 1; outputs {@code mean}
 *     and {@code logvar}, the logarithm of the variance, of the latent in the scale the denoiser works in
 * @param decoder input {@code latent} in the scale the denoiser works in; one output, the picture
 *     from -1 to 1
 * @param texts text encoders by the names of their parts, as {@code text_encoder_2}, in the order the denoiser wants them
 * @param encoding id of the text encoder plugin that drives {@code texts}
 */
public record Networks(
        Graph denoiser,
        Graph encoder,
        Graph decoder,
        Map<String, Graph> texts,
        String encoding,
        Prediction prediction,
        Levels levels,
        Latents latents) {

    public Networks {
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }
}
