package mezzotint.sampler.ipndmv;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.libs.solvers.History;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * IPNDM for uneven steps: Zhang and Chen (2022), with Adams and Bashforth's formulas made from the levels by divided differences, as
 * the collection diff-solvers has them. One call a step.
 */
@Component
@Plugin(id = "ipndmv", label = "IPNDM V", source = "https://github.com/zju-pi/diff-sampler")
public final class IpndmV implements Sampler<IpndmV.Params> {

    public record Params(
            @Param(label = "Order", help = "How many slopes count; more is smoother, and less steady in few steps.", min = 1, max = 4) int order) {

        public Params() {
            this(4);
        }
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        var slopes = new History<Tensor>(params.order());
        for (int i = 0; i + 1 < sigmas.length; i++) {
            Tensor denoised = model.denoise(x, sigmas[i]);
            if (sigmas[i + 1] == 0) {
                return denoised;
            }
            slopes.add(x.minus(denoised).over(sigmas[i]));
            double[] weights = new UnevenWeights(sigmas, i).of(slopes.size());
            for (int back = 0; back < weights.length; back++) {
                x = x.plus(slopes.get(back).times((sigmas[i + 1] - sigmas[i]) * weights[back]));
            }
        }
        return x;
    }
}
