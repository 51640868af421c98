package mezzotint.sampler.dpmadaptive;

import mezzotint.diffusion.Ancestral;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.UnitSignal;
import mezzotint.libs.solvers.NoiseStep;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * DPM-Solver that chooses its steps by the difference of two orders: Lu et al. (2022), appendix C, with k-diffusion's control. Of the
 * levels it takes the first and the last above 0, where it stops as AUTOMATIC1111 does; how many there are is nothing to it.
 */
@Component
@Plugin(id = "dpmadaptive", label = "DPM adaptive", source = "https://arxiv.org/abs/2206.00927", aliases = {"k_dpm_ad", "k_dpm_adaptive"})
public final class DpmAdaptive implements Sampler<DpmAdaptive.Params> {

    public record Params(
            @Param(label = "Order", help = "Calls in a step; its error is the difference to the order below.", min = 2, max = 3) int order,
            @Param(label = "Relative error", help = "What a step may err by, as a part of the value.", min = 0.0001, max = 1, step = 0.01) double rtol,
            @Param(label = "Absolute error", help = "What a step may err by, whatever the value.", min = 0.0001, max = 1, step = 0.001) double atol,
            @Param(label = "Eta", help = "Share of fresh noise in each step; 0 adds none.", min = 0, max = 2, step = 0.01, infotext = "Eta") double eta,
            @Param(label = "Noise", help = "Strength of the fresh noise.", min = 0, max = 2, step = 0.001, infotext = "Sigma noise") double noise) {

        public Params() {
            this(3, 0.05, 0.0078, 0, 1);
        }
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        return UnitSignal.walk(model, x, sigmas, noise, (unit, start, levels, fresh) -> walk(unit, start, levels, fresh, params));
    }

    private static Tensor walk(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        int end = sigmas.length - 1;
        double last = sigmas[end] > 0 ? sigmas[end] : sigmas[Math.max(end - 1, 0)];
        if (last == sigmas[0]) {
            return model.denoise(x, last);
        }
        double sigma = sigmas[0];
        Tensor before = x;
        var control = new StepControl(params.eta() > 0 ? 1.5 : params.order());
        while (sigma > last * (1 + 1e-5)) {
            double next = Math.max(last, sigma * Math.exp(-control.length()));
            double down = Math.max(last, Ancestral.split(sigma, next, params.eta()).down());
            var step = new NoiseStep(model, x, sigma, down);
            Tensor low = params.order() == 2 ? step.first() : step.second(1.0 / 3);
            Tensor high = params.order() == 2 ? step.second(0.5) : step.third();
            if (control.accepts(error(low, high, before, params))) {
                before = low;
                x = params.eta() > 0 ? high.plus(noise.next().times(params.noise() * Math.sqrt(next * next - down * down))) : high;
                sigma = next;
            }
        }
        return x;
    }

    /** The root mean square of the difference, in units of what is allowed for each value. */
    private static double error(Tensor low, Tensor high, Tensor before, Params params) {
        Tensor size = low.zip(before, (a, b) -> Math.max(params.atol(), params.rtol() * Math.max(Math.abs(a), Math.abs(b))));
        return low.minus(high).zip(size, (difference, allowed) -> difference / allowed).rms();
    }
}
