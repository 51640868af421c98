package mezzotint.core.contract;

import java.util.Optional;
import mezzotint.diffusion.Denoiser;
import mezzotint.fault.Limits;
import mezzotint.tensor.Tensor;

/** A finite latent of the shape that was given. */
final class DenoiserRule extends HookContract<Tensor> {

    DenoiserRule() {
        super(Denoiser.class, Limits::others, false, Tensor.class);
    }

    @Override
    Optional<Violation> check(Call call, Tensor denoised) {
        return Values.tensor(denoised, call.<Tensor>arg(0).shape());
    }
}
