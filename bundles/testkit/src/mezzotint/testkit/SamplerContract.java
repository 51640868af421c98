package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.Sampler;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Parameters;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.Test;

/**
 * Samplers are measured on data of unit variance, where the denoiser is x / (1 + &sigma;&sup2;)
 * and the walk is known: x shrinks by the square root of 1 + &sigma;&sup2;.
 */
public interface SamplerContract<P extends Record> extends PluginContract {

    /** Header of the manifest: the order of the sampler. The plugin's passport shows it. */
    String ORDER = "Mezzotint-Order";

    Denoiser UNIT = (x, sigma) -> x.over(1 + sigma * sigma);

    /** The same data to a model of a flow. */
    Denoiser FLOW = new Denoiser() {
        @Override
        public Tensor denoise(Tensor x, double sigma) {
            double a = alpha(sigma);
            return x.times(a / (a * a + sigma * sigma));
        }

        @Override
        public double alpha(double sigma) {
            return 1 - sigma;
        }
    };

    Sampler<P> sampler();

    /** What it walks by; a sampler for another kind of model brings one for the same data. */
    default Denoiser model() {
        return UNIT;
    }

    /** What it walks by where the latents are those of a flow. */
    default Denoiser flow() {
        return FLOW;
    }

    /** Twice the steps divide the error by two to this power; 0 for samplers that add noise. */
    int order();

    /** By how much the size of the picture may be off at the end of a walk. */
    default double spread() {
        return 0.1;
    }

    /** Of the coarser of the two walks that are compared. */
    default int steps() {
        return 32;
    }

    /** Whether it makes as many steps as are asked for; one that chooses them itself has no number of calls. */
    default boolean keepsSteps() {
        return true;
    }

    @Override
    default Hook<?> plugin() {
        return sampler();
    }

    @Test
    default void convergesAtItsOrder() {
        assumeTrue(order() > 0, "a sampler that adds noise has no single path");
        double gain = gain();
        assertTrue(gain > 0.8 * Math.pow(2, order()), "twice the steps should divide the error by "
                + Math.pow(2, order()) + ", not " + gain);
    }

    /** A plugin need not declare its order; if it does, it is the one that is measured here, and none for a sampler that adds noise. */
    @Test
    default void declaresTheOrderThatIsMeasured() {
        Optional<String> declared = Declared.header(sampler().getClass(), ORDER);
        assumeTrue(declared.isPresent(), "the plugin declares no " + ORDER);
        assertTrue(order() > 0, "a sampler that adds noise has no single path: take " + ORDER + " out of bnd.bnd");
        assertEquals(declared.get(), String.valueOf(Math.round(Math.log(gain()) / Math.log(2))), "declare in bnd.bnd what is measured");
    }

    @Test
    default void endsOnTheCleanPicture() {
        Tensor x = walk(model(), levels(50, 10, 0.05, true), 1);
        assertTrue(Math.abs(x.rms() - 1) < spread(), "rms is " + x.rms());
    }

    /** Within what the coarser steps of a flow near its ends allow. */
    @Test
    default void endsOnTheCleanPictureOfAFlow() {
        double[] sigmas = new double[51];
        for (int i = 0; i < 51; i++) {
            sigmas[i] = 1 - i / 50.0;
        }
        Tensor x = walk(flow(), gaussian(new Random(1)), sigmas, 1);
        assertTrue(Math.abs(x.rms() - 1) < spread(), "rms is " + x.rms());
    }

    @Test
    default void staysFiniteInTwelveSteps() {
        assertTrue(walk(model(), levels(12, 14.6, 0.03, true), 1).isFinite(), "the latent is not finite");
    }

    @Test
    default void givesTheSameLatentForTheSameNoise() {
        double[] sigmas = levels(8, 10, 0.1, true);
        assertArrayEquals(walk(model(), sigmas, 7).toArray(), walk(model(), sigmas, 7).toArray());
    }

    @Test
    default void takesASingleStep() {
        assertTrue(walk(model(), new double[] {10, 0}, 1).isFinite(), "the latent is not finite");
    }

    /** Prompts that change in the course of a walk are timed by it. */
    @Test
    default void callsAsOftenInAStepAsItSays() {
        assumeTrue(keepsSteps(), "a sampler that chooses its steps has no number of calls");
        var counted = new CountedDenoiser(model());
        walk(counted, levels(10, 10, 0.1, false), 1);
        assertEquals(sampler().callsPerStep(), Math.round(counted.calls() / 10.0), counted.calls() + " calls in 10 steps");
    }

    @Test
    default void letsCancellationPass() {
        assertThrows(CancellationException.class, () -> walk((x, sigma) -> {
            throw new CancellationException();
        }, levels(4, 10, 0.1, true), 1));
    }

    /** By what twice the steps divide the error. */
    private double gain() {
        return error(steps()) / error(2 * steps());
    }

    private double error(int steps) {
        double[] sigmas = levels(steps, 10, 0.1, false);
        Tensor start = start(sigmas[0], 3);
        double shrink = Math.sqrt((1 + 0.1 * 0.1) / (1 + 10.0 * 10.0));
        return walk(model(), sigmas, 3).minus(start.times(shrink)).rms();
    }

    private Tensor walk(Denoiser model, double[] sigmas, long seed) {
        return walk(model, start(sigmas[0], seed), sigmas, seed);
    }

    private Tensor walk(Denoiser model, Tensor x, double[] sigmas, long seed) {
        var random = new Random(seed);
        return sample(sampler(), model, x, sigmas, new Noise() {
            @Override
            public Tensor next() {
                return gaussian(random);
            }

            @Override
            public Tensor between(double sigma, double next) {
                return gaussian(random);
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static <P extends Record> Tensor sample(
            Sampler<P> sampler, Denoiser model, Tensor x, double[] sigmas, Noise noise) {
        return sampler.sample(model, x, sigmas, noise, Parameters.defaults((Class<P>) Parameters.type(sampler)));
    }

    private static Tensor start(double sigma, long seed) {
        return gaussian(new Random(seed)).times(Math.sqrt(1 + sigma * sigma));
    }

    private static double[] levels(int steps, double max, double min, boolean zero) {
        double[] out = new double[steps + 1];
        int last = zero ? steps - 1 : steps;
        for (int i = 0; i <= last; i++) {
            out[i] = max * Math.pow(min / max, (double) i / last);
        }
        return out;
    }

    private static Tensor gaussian(Random random) {
        return Tensor.zeros(2, 4, 8, 8).map(zero -> random.nextGaussian());
    }
}
