package mezzotint.sampler.restart;

import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.UnitSignal;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.tensor.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * Heun's steps that go back up by fresh noise and down again, which mends what was done wrong: Xu et al. (2023), with AUTOMATIC1111's
 * choice of where. From 20 steps on it makes them itself, as Karras spaces them, between the ends of the levels; below, it is Heun.
 */
@Component
@Plugin(id = "restart", label = "Restart", source = "https://arxiv.org/abs/2306.14878", aliases = "restart_sampler")
public final class Restart implements Sampler<Restart.Params> {

    public record Params(
            @Param(label = "Noise", help = "Strength of the fresh noise.", min = 0, max = 2, step = 0.001, infotext = "Sigma noise") double noise) {

        public Params() {
            this(1);
        }
    }

    @Override
    public int callsPerStep() {
        return 2;
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        return UnitSignal.walk(model, x, sigmas, noise, (unit, start, levels, fresh) -> walk(unit, start, levels, fresh, params));
    }

    private static Tensor walk(Denoiser model, Tensor x, double[] sigmas, Noise noise, Params params) {
        double last = Double.POSITIVE_INFINITY;
        for (Leg leg : Leg.of(sigmas)) {
            if (leg.from() > last) {
                x = x.plus(noise.next().times(params.noise() * Math.sqrt(leg.from() * leg.from() - last * last)));
            }
            x = step(model, x, leg.from(), leg.to());
            last = leg.to();
        }
        return x;
    }

    @Override
    public String schedule() {
        return "karras";
    }

    private static Tensor step(Denoiser model, Tensor x, double sigma, double next) {
        Tensor denoised = model.denoise(x, sigma);
        Tensor guess = denoised.towards(x, next / sigma);
        if (next == 0) {
            return guess;
        }
        Tensor slope = x.minus(denoised).over(sigma);
        Tensor slopeThere = guess.minus(model.denoise(guess, next)).over(next);
        return x.plus(slope.towards(slopeThere, 0.5).times(next - sigma));
    }
}
