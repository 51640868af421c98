package mezzotint.core.pipeline;

import java.util.concurrent.CancellationException;
import mezzotint.tensor.Tensor;

/** A walk is to end with what there is of the picture; samplers let it pass, as they do cancelling. */
final class EarlyEnd extends CancellationException {

    private static final long serialVersionUID = 1;

    private final transient Tensor latent;

    /** @param latent the denoiser's last answer */
    EarlyEnd(int step, int steps, Tensor latent) {
        super("the picture was ended after " + step + " of " + steps + " steps, and is as it was then");
        this.latent = latent;
    }

    Tensor latent() {
        return latent;
    }
}
