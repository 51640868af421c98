package mezzotint.core.contract;

import java.util.List;
import java.util.Optional;
import mezzotint.diffusion.Model;
import mezzotint.fault.Limits;
import mezzotint.tensor.Tensor;

/** A finite latent of the shape of x for each prompt. */
final class ModelRule extends HookContract<List<?>> {

    ModelRule() {
        super(Model.class, Limits::network, false, List.class);
    }

    @Override
    Optional<Violation> check(Call call, List<?> answers) {
        int asked = call.<List<?>>arg(2).size();
        return answers.size() != asked ? Violation.shape("gave " + answers.size() + " latents where " + asked + " are needed")
                : answers.stream().flatMap(t -> Values.tensor((Tensor) t, call.<Tensor>arg(0).shape()).stream()).findFirst();
    }
}
