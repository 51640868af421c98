package mezzotint.core.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import mezzotint.control.ImageToImage;
import mezzotint.core.guard.HookMisuse;
import mezzotint.core.guard.HookTrace;
import mezzotint.core.registry.ConfiguredHook;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.StepHook;
import mezzotint.fault.Fault;
import mezzotint.image.Image;
import mezzotint.plugin.Problem;
import mezzotint.studio.Progress;
import mezzotint.studio.Watcher;
import mezzotint.tensor.Tensor;

/** The denoiser a sampler is given: it calls the step hooks, tells how far the walk is, and can be cancelled. */
final class WatchedDenoiser implements Denoiser {

    private final Denoiser inner;
    private final int[] shape;
    private final double[] sigmas;
    private final List<ConfiguredHook<StepHook<Record>, Record>> hooks;
    private final Function<Tensor, Optional<Image>> preview;
    private final Watcher watcher;
    private final long start = System.nanoTime();
    private final HookTrace trace = HookTrace.current();
    private int calls;
    private int step;

    /** @param walk where the sampler begins */
    WatchedDenoiser(Denoiser inner, ImageToImage.Start walk, List<ConfiguredHook<StepHook<Record>, Record>> hooks,
            Function<Tensor, Optional<Image>> preview, Watcher watcher) {
        this.inner = inner;
        this.shape = walk.x().shape();
        this.sigmas = walk.sigmas();
        this.hooks = hooks;
        this.preview = preview;
        this.watcher = watcher;
    }

    @Override
    public Tensor denoise(Tensor x, double sigma) {
        check(x, sigma);
        return trace.back(() -> watched(x, sigma, answer(x, () -> inner.denoise(x, sigma))));
    }

    /** Step hooks see, and change, the side that is wanted. */
    @Override
    public Guided guided(Tensor x, double sigma) {
        check(x, sigma);
        return trace.back(() -> {
            Guided both = answer(x, () -> inner.guided(x, sigma));
            return new Guided(watched(x, sigma, both.denoised()), finite(sigma, both.unguided()));
        });
    }

    @Override
    public double alpha(double sigma) {
        return inner.alpha(sigma);
    }

    private void check(Tensor x, double sigma) {
        if (!x.isFinite() || !(sigma > 0)) {
            throw new HookMisuse(Fault.Kind.NUMBER, "asked for a latent at sigma " + sigma + (x.isFinite() ? "" : " that holds a value that is no number"));
        }
        // Height and width are the sampler's to choose: some look at the picture in another size on their way.
        if (x.shape().length != shape.length || x.size(1) != shape[1]) {
            throw new HookMisuse(Fault.Kind.SHAPE, "asked for a latent of the shape " + Arrays.toString(x.shape()) + " where the walk's is "
                    + Arrays.toString(shape));
        }
    }

    private Tensor watched(Tensor x, double sigma, Tensor given) {
        Tensor denoised = finite(sigma, given);
        for (var plugin : hooks) {
            var answer = new StepHook.Step(calls, sigma, x, denoised);
            denoised = trace.orWithout(plugin.hook(), () -> plugin.hook().after(answer, plugin.params()), denoised);
        }
        calls++;
        while (step < sigmas.length - 1 && sigmas[step] >= sigma * (1 - 1e-6)) {
            step++;
        }
        watcher.progress(new Progress("denoising", step, sigmas.length - 1, secondsLeft(), preview.apply(denoised)));
        if (watcher.endsNow() && step < sigmas.length - 1 && Arrays.equals(denoised.shape(), shape)) {
            throw new EarlyEnd(step, sigmas.length - 1, denoised);
        }
        return denoised;
    }

    private static Tensor finite(double sigma, Tensor answer) {
        if (!answer.isFinite()) {
            throw new Problem(Problem.Kind.INTERNAL, "the model answered with a value that is no number at sigma " + sigma,
                    "try another engine, sampler or size");
        }
        return answer;
    }

    private <T> T answer(Tensor x, Supplier<T> call) {
        try {
            return call.get();
        } catch (Problem e) {
            if (e.kind() == Problem.Kind.INVALID && !Arrays.equals(x.shape(), shape)) {
                throw new HookMisuse(Fault.Kind.SHAPE,
                        "asked for a latent of the shape " + Arrays.toString(x.shape()) + ", which the model does not take: " + e.getMessage());
            }
            throw e;
        }
    }

    /** By the mean of the steps so far. */
    private double secondsLeft() {
        return (System.nanoTime() - start) / 1e9 / Math.max(step, 1) * (sigmas.length - 1 - step);
    }
}
