package mezzotint.test.kit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import mezzotint.control.Conditioner;
import mezzotint.control.GenerationContext;
import mezzotint.control.ImageToImage;
import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Guidance;
import mezzotint.diffusion.Levels;
import mezzotint.diffusion.Model;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.NoiseSource;
import mezzotint.diffusion.Ramp;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.Schedule;
import mezzotint.diffusion.StepHook;
import mezzotint.image.Image;
import mezzotint.image.PostProcessor;
import mezzotint.model.Latents;
import mezzotint.model.Previewer;
import mezzotint.plugin.None;
import mezzotint.plugin.Param;
import mezzotint.script.ImageSink;
import mezzotint.studio.Picture;
import mezzotint.tensor.Tensor;
import mezzotint.text.Prompt;
import mezzotint.text.Reading;
import mezzotint.text.TextEncoder;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Plugins that do wrong, each in its own way. */
public final class BadPlugins {

    private BadPlugins() {}

    public static final class Harmless implements StepHook<None> {
        @Override
        public Tensor after(Step step, None params) {
            return step.denoised();
        }
    }

    /** Its parameters are never made. */
    public static final class EndlessParams implements StepHook<EndlessParams.Params> {

        public record Params(@Param(label = "Strength") double strength) {
            public Params() {
                this(endless());
            }

            private static double endless() {
                while (true) {
                    LockSupport.parkNanos(1_000_000);
                    Thread.interrupted();
                }
            }
        }

        @Override
        public Tensor after(Step step, Params params) {
            return step.denoised();
        }
    }

    public static final class ThrowingHook implements StepHook<None> {
        @Override
        public Tensor after(Step step, None params) {
            throw new IllegalStateException("out of ideas");
        }
    }

    public static final class NanHook implements StepHook<None> {
        @Override
        public Tensor after(Step step, None params) {
            return step.denoised().times(Double.NaN);
        }
    }

    public static final class SlowPreviewer implements Previewer<None> {
        @Override
        public Image preview(Tensor latent, Latents space, None params) {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Image.paint(1, 1, (x, y) -> 0);
        }
    }

    public static final class ThrowingSink implements ImageSink<None> {
        @Override
        public URI accept(Picture picture, None params) {
            throw new UnsupportedOperationException("no room");
        }
    }

    public static final class NullSampler implements Sampler<None> {
        @Override
        public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, None params) {
            return null;
        }
    }

    public static final class WideSampler implements Sampler<None> {
        @Override
        public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, None params) {
            return Tensor.zeros(1, 2, 3, 4);
        }
    }

    /** Hands a latent of NaN to the denoiser. */
    public static final class NanSampler implements Sampler<None> {
        @Override
        public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, None params) {
            return model.denoise(x.times(Double.NaN), sigmas[0]);
        }
    }

    /** Hangs, and cannot be interrupted. */
    public static final class HangingSampler implements Sampler<None> {
        @Override
        public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, None params) {
            Tensor denoised = model.denoise(x, sigmas[0]);
            while (denoised != null) {
                LockSupport.parkNanos(1_000_000);
                Thread.interrupted();
            }
            return x;
        }
    }

    /** Asks the denoiser for a picture in colours that the model does not have. */
    public static final class NarrowSampler implements Sampler<None> {
        @Override
        public Tensor sample(Denoiser model, Tensor x, double[] sigmas, Noise noise, None params) {
            return model.denoise(Tensor.zeros(1, 3, 8, 8), sigmas[0]);
        }
    }

    /** Its noise has a shape of its own, as has what it puts into the array that it is lent. */
    public static final class WideNoise implements NoiseSource<None>, Noise {
        @Override
        public Noise noise(long[] seeds, int[] shape, double[] sigmas, None params) {
            System.arraycopy(next().shape(), 0, shape, 0, shape.length);
            return this;
        }

        @Override
        public Tensor next() {
            return Tensor.zeros(1, 2, 3, 4);
        }

        @Override
        public Tensor between(double sigma, double next) {
            return next();
        }
    }

    public static final class NarrowEncoder implements TextEncoder<None> {
        @Override
        public Conditioning encode(Prompt prompt, Reading reading, None params) {
            return new Conditioning(Map.of("context", Tensor.zeros(1, 77, 5)));
        }
    }

    public static final class SilentEncoder implements TextEncoder<None> {
        @Override
        public Conditioning encode(Prompt prompt, Reading reading, None params) {
            return new Conditioning(Map.of());
        }
    }

    public static final class WideGuidance implements Guidance<None> {
        @Override
        public Denoiser guide(Model model, Conditioning wanted, Conditioning unwanted, None params) {
            return (x, sigma) -> Tensor.zeros(1, 2, 3, 4);
        }
    }

    /** Tells the model what it does not take. */
    public static final class NarrowConditioner implements Conditioner<None> {
        @Override
        public Model steer(Model model, GenerationContext context, None params) {
            return (x, sigma, prompts) -> model.denoise(x, sigma, prompts.stream().map(p -> p.with("context", Tensor.zeros(1, 77, 5))).toList());
        }
    }

    public static final class WideConditioner implements Conditioner<None> {
        @Override
        public Model steer(Model model, GenerationContext context, None params) {
            return (x, sigma, prompts) -> prompts.stream().map(p -> Tensor.zeros(1, 2, 3, 4)).toList();
        }
    }

    public static final class WideStart implements ImageToImage<None> {
        @Override
        public Start begin(GenerationContext context, None params) {
            return new Start(Tensor.zeros(1, 2, 3, 4), context.sigmas());
        }
    }

    public static final class ThrowingFinish implements PostProcessor<None> {
        @Override
        public Image apply(Image image, None params) {
            throw new IllegalStateException("out of paint");
        }
    }

    public static final class NullFinish implements PostProcessor<None> {
        @Override
        public Image apply(Image image, None params) {
            return null;
        }
    }

    public static final class EndlessFinish implements PostProcessor<None> {
        @Override
        public Image apply(Image image, None params) {
            return Image.paint(16_385, 1, (x, y) -> 0);
        }
    }

    public static final class RisingSchedule implements Schedule<None> {
        @Override
        public double[] sigmas(int steps, Levels levels, None params) {
            return new double[] {1, 2, 3, 0};
        }
    }

    public static final class LongSchedule implements Schedule<None> {
        @Override
        public double[] sigmas(int steps, Levels levels, None params) {
            return Ramp.toZero(1000, i -> 1000 - i);
        }
    }

    public static final class NanSchedule implements Schedule<None> {
        @Override
        public double[] sigmas(int steps, Levels levels, None params) {
            return new double[] {1, Double.NaN, 0};
        }
    }

    public static final class HangingConstructor implements StepHook<None> {

        public HangingConstructor() {
            while (true) {
                LockSupport.parkNanos(1_000_000);
                Thread.interrupted();
            }
        }

        @Override
        public Tensor after(Step step, None params) {
            return step.denoised();
        }
    }

    /** Does not want to stop. */
    public static final class Clinging implements BundleActivator {
        @Override
        public void start(BundleContext context) {}

        @Override
        public void stop(BundleContext context) {
            throw new IllegalStateException("will not stop");
        }
    }

    /** Hangs when it is to go, as the activator can, which it needs. */
    public static final class HangingEnd implements StepHook<None> {

        void deactivate() {
            Activator.hang();
        }

        @Override
        public Tensor after(Step step, None params) {
            return step.denoised();
        }
    }

    /** Does in its start what a file tells it to that is named like its bundle; in its stop, what a second one does with {@code .stop} after that name. */
    public static final class Activator implements BundleActivator {

        @Override
        public void start(BundleContext context) throws IOException {
            Path orders = Path.of(context.getProperty("mezzotint.home"), context.getBundle().getSymbolicName());
            switch (Files.exists(orders) ? Files.readString(orders) : "") {
                case "throw" -> throw new IllegalStateException("will not start");
                case "halt" -> Runtime.getRuntime().halt(3);
                case "exit" -> System.exit(3);
                case "late" -> LockSupport.parkNanos(500_000_000);
                case "hang" -> hang();
                default -> Files.writeString(orders.resolveSibling(context.getBundle().getSymbolicName() + ".started"), "");
            }
        }

        @Override
        public void stop(BundleContext context) throws IOException {
            Path orders = Path.of(context.getProperty("mezzotint.home"), context.getBundle().getSymbolicName() + ".stop");
            switch (Files.exists(orders) ? Files.readString(orders) : "") {
                case "throw" -> throw new IllegalStateException("will not stop");
                case "sleep" -> sleep();
                case "hang" -> hang();
                default -> { }
            }
        }

        /** For a minute, unless it is interrupted. */
        private static void sleep() {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** For ever, whoever interrupts. */
        static void hang() {
            while (true) {
                LockSupport.parkNanos(1_000_000);
                Thread.interrupted();
            }
        }
    }
}
