package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.StepHook.Step;
import mezzotint.tensor.Tensor;

/** What a sampler asks for while it repeats a golden run: it gets the noise of that run. */
final class RecordedWalk implements Denoiser, Noise {

    private static final double GUIDANCE = 1.6;

    private final GoldenRun run;
    private final Denoiser model;
    private final Denoiser unguided;
    private final List<Step> steps = new ArrayList<>();
    private int drawn;

    RecordedWalk(GoldenRun run) {
        this.run = run;
        DoubleUnaryOperator share = run.isFlow() ? sigma -> 1 - sigma : sigma -> 1;
        this.model = GaussianMixture.golden(run.file(), "w", share);
        this.unguided = GaussianMixture.golden(run.file(), "w_uncond", share);
    }

    static Tensor tensor(double[] values, int... shape) {
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) values[i];
        }
        return Tensor.of(out, shape);
    }

    @Override
    public Tensor denoise(Tensor x, double sigma) {
        Tensor denoised = model.denoise(x, sigma);
        steps.add(new Step(steps.size(), sigma, x, denoised));
        return denoised;
    }

    /** The runs of the kind of CFG++ were guided at {@link #GUIDANCE}. */
    @Override
    public Guided guided(Tensor x, double sigma) {
        Tensor without = unguided.denoise(x, sigma);
        Tensor denoised = without.towards(model.denoise(x, sigma), GUIDANCE);
        steps.add(new Step(steps.size(), sigma, x, denoised));
        return new Guided(denoised, without);
    }

    @Override
    public double alpha(double sigma) {
        return model.alpha(sigma);
    }

    @Override
    public Tensor next() {
        assertTrue(drawn < run.count("noise"), "the reference draws no more than " + drawn + " times");
        return tensor(run.row("noise", drawn++), run.shape());
    }

    @Override
    public Tensor between(double sigma, double next) {
        Tensor noise = next();
        if (run.count("noise_sigmas") == 0) {
            return noise;
        }
        double[] levels = run.row("noise_sigmas", drawn - 1);
        assertEquals(levels[0], sigma, 1e-6 * levels[0], "level from which noise is drawn");
        assertEquals(levels[1], next, 1e-6 * levels[0], "level to which noise is drawn");
        return noise;
    }

    /** Checks every question the sampler put. @param shown whether what the reference shows of its steps are answers of the model */
    void compare(double tolerance, boolean shown) {
        double[] sigmas = run.evaluated();
        assertEquals(sigmas.length, steps.size(), "calls of the model");
        for (Step step : steps) {
            assertEquals(sigmas[step.call()], step.sigma(), tolerance * sigmas[step.call()], "level of call " + step.call());
            Goldens.assertClose("x of call " + step.call(), run.latent(step.call()), step.x().toArray(), tolerance);
        }
        // Some references draw what they then weigh with 0; a sampler may spare itself all of that, not a part.
        assertTrue(drawn == 0 || drawn == run.count("noise"), drawn + " draws, not " + run.count("noise"));
        if (shown) {
            compareAnswers(tolerance);
        }
    }

    /** The reference shows one answer a step, the first; the calls within a step are passed over. */
    private void compareAnswers(double tolerance) {
        int call = 0;
        for (int shown = 0; shown < run.count("cb_denoised"); shown++) {
            double[] expected = run.row("cb_denoised", shown);
            while (call < steps.size() && !(error(expected, call) <= tolerance)) {
                call++;
            }
            assertTrue(call++ < steps.size(), "no call answers what step " + shown + " shows");
        }
    }

    private double error(double[] expected, int call) {
        return Goldens.error(expected, steps.get(call).denoised().toArray());
    }
}
