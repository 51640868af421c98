package mezzotint.core.contract;

import java.util.Optional;
import mezzotint.diffusion.Sampler;
import mezzotint.fault.Limits;
import mezzotint.tensor.Tensor;

/** A finite latent of the shape that the walk began with. */
final class SamplerRule extends HookContract<Tensor> {

    SamplerRule() {
        super(Sampler.class, Limits::sampler, false, Tensor.class);
    }

    @Override
    Optional<Violation> check(Call call, Tensor latent) {
        return Values.tensor(latent, call.<Tensor>arg(1).shape());
    }
}
