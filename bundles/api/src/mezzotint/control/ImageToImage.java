package mezzotint.control;

import mezzotint.diffusion.Denoiser;
import mezzotint.plugin.Hook;
import mezzotint.tensor.Tensor;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Begins a walk at a picture instead of at noise alone, and may hold a part of it to that picture.
 *
 * <p>Clients set what the parameter record has of: {@code picture} and {@code mask}, named as {@link GenerationContext#picture} takes them;
 * {@code strength} from 0 to 1; {@code noise}, a factor for it; {@code pictures}, how many there are;
 * {@code resize}, one of {@code just}, {@code crop}, {@code fill}, {@code latent}; and for the mask {@code blur} in pixels, {@code fill}, one of {@code average}, {@code original}, {@code noise}, {@code nothing}, {@code invert},
 * {@code only} for the masked part in full resolution, {@code padding} around it in pixels. One without {@code mask} does not paint within masks.
 */
@ConsumerType
public interface ImageToImage<P extends Record> extends Hook<P> {

    /**
     * Where a walk begins.
     *
     * @param x noisy latent of the standard deviation {@code sigmas[0]} around a picture, [batch, channels, height, width]
     * @param sigmas the levels that are left, falling; the last is 0 as a rule
     */
    record Start(Tensor x, double[] sigmas) {}

    /** @param sigmas levels of a walk from noise alone */
    Start begin(double[] sigmas, GenerationContext context, P params);

    /** The denoiser for the walk: one that keeps what the mask keeps, or the same. */
    default Denoiser hold(Denoiser denoiser, GenerationContext context, P params) {
        return denoiser;
    }
}
