package mezzotint.sampler.lms;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.libs.solvers.History;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * A linear multistep method (Adams-Bashforth) on uneven levels: integrates the polynomial through
 * the slopes of the last steps, as Liu et al. (2022) do for even ones. One call a step.
 */
@Component
@Plugin(id = "lms", label = "LMS", source = "https://arxiv.org/abs/2202.09778", aliases = {"k_lms", "LMSD"})
public final class Lms implements Sampler<Lms.Params> {

    public record Params(
            @Param(label = "Order", help = "How many slopes the curve goes through; more is smoother, and less steady in few steps.", min = 1, max = 4) int order) {

        public Params() {
            this(4);
        }
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        var slopes = new History<Tensor>(params.order());
        for (int i = 0; i + 1 < sigmas.length; i++) {
            slopes.add(x.minus(model.denoise(x, sigmas[i])).over(sigmas[i]));
            int first = i + 1 - slopes.size();
            for (int j = first; j <= i; j++) {
                x = x.plus(slopes.get(i - j).times(weight(sigmas, first, i, j)));
            }
        }
        return x;
    }

    /** The integral, over step i, of the polynomial that is 1 at level j and 0 at the others since the first. */
    private static double weight(double[] sigmas, int first, int i, int j) {
        double half = (sigmas[i + 1] - sigmas[i]) / 2;
        double middle = sigmas[i] + half;
        // Two points are exact up to the third degree (Gauss and Legendre), that is order 4.
        double off = half / Math.sqrt(3);
        return half * (basis(sigmas, first, i, j, middle - off) + basis(sigmas, first, i, j, middle + off));
    }

    private static double basis(double[] sigmas, int first, int last, int j, double at) {
        double product = 1;
        for (int k = first; k <= last; k++) {
            product *= k == j ? 1 : (at - sigmas[k]) / (sigmas[j] - sigmas[k]);
        }
        return product;
    }
}
