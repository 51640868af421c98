package mezzotint.core.contract;

import java.util.Optional;
import mezzotint.diffusion.Noise;
import mezzotint.fault.Limits;
import mezzotint.tensor.Tensor;

/** Finite noise of the shape that the source was asked for. */
final class NoiseRule extends HookContract<Tensor> {

    NoiseRule() {
        super(Noise.class, Limits::others, false, Tensor.class);
    }

    @Override
    Optional<Violation> check(Call call, Tensor noise) {
        return Values.tensor(noise, (int[]) call.made()[1]);
    }
}
