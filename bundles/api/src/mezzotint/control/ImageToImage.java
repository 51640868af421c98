package mezzotint.control;

import java.util.Map;
import mezzotint.diffusion.Denoiser;
import mezzotint.image.Image;
import mezzotint.plugin.Hook;
import mezzotint.tensor.Tensor;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Begins a walk at a picture instead of at noise alone, and may hold a part of it to that picture. SDEdit, Meng et al. (2022).
 *
 * <p>Clients set what the parameter record has of: {@code picture} and {@code mask}, named as {@link GenerationContext#picture} takes them;
 * {@code strength} from 0 to 1; {@code noise}, a factor for it; {@code extra}, noise on top; {@code exact}, whether as many steps are walked as
 * are asked for; {@code correction}, whether the colours stay the picture's; {@code pictures}, how many there are; {@code resize}, one of
 * {@code just}, {@code crop}, {@code fill}, {@code latent}; and for the mask {@code blur} in pixels, {@code fill}, one of {@code average},
 * {@code original}, {@code noise}, {@code nothing}, {@code invert}, {@code round} for cells that are painted wholly or not at all, {@code only} for
 * the masked part in full resolution, {@code padding} around it in pixels. One without {@code mask} does not paint within masks.
 */
@ConsumerType
public interface ImageToImage<P extends Record> extends Hook<P> {

    /**
     * Where a walk begins.
     *
     * @param x noisy latent of the standard deviation {@code sigmas[0]} around a picture, [batch, channels, height, width]
     * @param sigmas the levels that are left, falling; the last is 0 as a rule
     * @param inputs what the network takes besides: by the names of its inputs, with one row or one for each of the batch
     * @param kept what {@link #hold} needs of it, by names of the plugin's own
     */
    record Start(Tensor x, double[] sigmas, Map<String, Tensor> inputs, Map<String, Tensor> kept) {

        public Start {
            inputs = Map.copyOf(inputs);
            kept = Map.copyOf(kept);
        }

        /** One that holds nothing. */
        public Start(Tensor x, double[] sigmas) {
            this(x, sigmas, Map.of(), Map.of());
        }
    }

    /**
     * Steps that the schedule is to be asked for, so that as many are left of it as there should be. Asked when a request is read too.
     *
     * @param asked steps of the request, at least 1
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if the parameters do not go together, or not with so many steps
     */
    default int steps(int asked, P params) {
        return asked;
    }

    /** Called once a walk, before anything else of it. */
    Start begin(GenerationContext context, P params);

    /**
     * The denoiser for the walk: one that keeps what the mask keeps, or the same.
     *
     * @param start as {@link #begin} gave it
     */
    default Denoiser hold(Denoiser denoiser, Start start, P params) {
        return denoiser;
    }

    /**
     * What becomes of a picture that was made, before post-processors have it: pasted into the one it began at, or the same.
     *
     * @param made {@link GenerationContext#width} by {@link GenerationContext#height} pixels
     * @return of any size up to 16384 pixels a side
     */
    default Image finish(Image made, GenerationContext context, P params) {
        return made;
    }
}
