package template.step;

import mezzotint.diffusion.StepHook;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/** Static thresholding: cuts off what lies too far out before it burns in. Saharia et al. (2022), section 2.3. */
@Component
@Plugin(id = "example", label = "Example", source = "https://arxiv.org/abs/2205.11487")
public final class Example implements StepHook<Example.Params> {

    public record Params(
            @Param(label = "Limit", help = "Lower keeps colours calmer; the values of a latent are about 1.", min = 0.5, max = 20, step = 0.5) double limit) {

        public Params() {
            this(4);
        }
    }

    @Override
    public Tensor after(Step step, Params params) {
        return step.denoised().map(value -> Math.max(-params.limit(), Math.min(params.limit(), value)));
    }
}
