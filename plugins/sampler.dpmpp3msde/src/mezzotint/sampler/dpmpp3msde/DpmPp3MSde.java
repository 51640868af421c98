package mezzotint.sampler.dpmpp3msde;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.FreshNoise;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.UnitSignal;
import mezzotint.libs.solvers.History;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * SDE-DPM-Solver++ through the last three clean pictures: Lu et al. (2022), carried on to the third order by k-diffusion. One call a
 * step; the first two steps are of first and second order.
 */
@Component
@Plugin(id = "dpmpp3msde", label = "DPM++ 3M SDE", source = "https://arxiv.org/abs/2211.01095",
        aliases = {"dpmpp_3m_sde", "dpmpp_3m_sde_gpu", "k_dpmpp_3m_sde", "DPM2++ 3M SDE FlowMatch"})
public final class DpmPp3MSde implements Sampler<FreshNoise> {

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, FreshNoise params) {
        return UnitSignal.walk(model, x, sigmas, noise, (unit, start, levels, fresh) -> walk(unit, start, levels, fresh, params));
    }

    private static Tensor walk(Denoiser model, Tensor x, double[] sigmas, Noise noise, FreshNoise params) {
        var past = new History<Tensor>(3);
        for (int i = 0; i + 1 < sigmas.length; i++) {
            past.add(model.denoise(x, sigmas[i]));
            if (sigmas[i + 1] == 0) {
                return past.get(0);
            }
            double h = length(sigmas, i);
            x = past.get(0).towards(x, Math.exp(-h * (1 + params.eta()))).plus(curve(past, sigmas, i, h * (1 + params.eta())));
            if (params.isAdded()) {
                double up = sigmas[i + 1] * Math.sqrt(-Math.expm1(-2 * params.eta() * h));
                x = x.plus(noise.between(sigmas[i], sigmas[i + 1]).times(up * params.noise()));
            }
        }
        return x;
    }

    @Override
    public String schedule() {
        return "exponential";
    }

    @Override
    public boolean discardsNextToLastSigma() {
        return true;
    }

    /** What the bend of the line through the last pictures adds: nothing, a slope, or a slope and its change. */
    private static Tensor curve(History<Tensor> past, double[] sigmas, int i, double length) {
        if (i == 0) {
            return Tensor.zeros(past.get(0).shape());
        }
        double second = Math.expm1(-length) / length + 1;
        double last = length(sigmas, i - 1) / length(sigmas, i);
        Tensor slope = past.get(0).minus(past.get(1)).over(last);
        if (i == 1) {
            return slope.times(second);
        }
        double before = length(sigmas, i - 2) / length(sigmas, i);
        Tensor change = slope.minus(past.get(1).minus(past.get(2)).over(before)).over(last + before);
        return slope.plus(change.times(last)).times(second).minus(change.times(second / length - 0.5));
    }

    private static double length(double[] sigmas, int i) {
        return Math.log(sigmas[i] / sigmas[i + 1]);
    }
}
