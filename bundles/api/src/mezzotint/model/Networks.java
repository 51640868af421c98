package mezzotint.model;

import java.util.List;
import mezzotint.diffusion.Levels;
import mezzotint.graph.Graph;

/**
 * The networks of one model.
 *
 * @param denoiser inputs {@code x} [batch, channels, height, width] scaled to unit variance,
 *     {@code time} [1 or batch] the timestep of all rows or of each, {@code context} [batch,
 *     tokens, width], and the optional {@code residual.0}, {@code residual.1}, .. of control
 *     networks; one output, what {@code prediction} says
 * @param encoder input {@code image} [batch, 3, height, width] from -1 to 1; outputs {@code mean}
 *     and {@code logvar}, the logarithm of the variance, of the latent in the scale the denoiser works in
 * @param decoder input {@code latent} in the scale the denoiser works in; one output, the picture
 *     from -1 to 1
 * @param texts text encoders, in the order the denoiser wants them
 * @param encoding id of the text encoder plugin that drives {@code texts}
 */
public record Networks(
        Graph denoiser,
        Graph encoder,
        Graph decoder,
        List<Graph> texts,
        String encoding,
        Prediction prediction,
        Levels levels,
        Latents latents) {

    public Networks {
        texts = List.copyOf(texts);
    }
}
