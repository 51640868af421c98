package mezzotint.core.contract;

import java.util.Optional;
import mezzotint.diffusion.StepHook;
import mezzotint.fault.Limits;
import mezzotint.tensor.Tensor;

/** A finite latent of the shape of the step'\''s. */
final class StepHookRule extends HookContract<Tensor> {

    StepHookRule() {
        super(StepHook.class, Limits::stepHook, true, Tensor.class);
    }

    @Override
    Optional<Violation> check(Call call, Tensor denoised) {
        return Values.tensor(denoised, call.<StepHook.Step>arg(0).x().shape());
    }
}
