package mezzotint.core;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import mezzotint.backend.Backend;
import mezzotint.backend.Program;
import mezzotint.control.Conditioner;
import mezzotint.control.Easel;
import mezzotint.control.ImageToImage;
import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Guidance;
import mezzotint.diffusion.Model;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.NoiseSource;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.Schedule;
import mezzotint.diffusion.StepHook;
import mezzotint.fault.Fault;
import mezzotint.fault.Limits;
import mezzotint.graph.Optimizer;
import mezzotint.image.Filter;
import mezzotint.model.Adapter;
import mezzotint.model.Architecture;
import mezzotint.model.Checkpoint;
import mezzotint.model.CheckpointFormat;
import mezzotint.model.Previewer;
import mezzotint.script.ImageSink;
import mezzotint.tensor.Tensor;
import mezzotint.text.PromptParser;
import mezzotint.text.TextEncoder;
import mezzotint.web.WebPanel;

/** What each hook promises: to be done in a time, and to give something that the next can use. */
enum Promise {
    SAMPLER(Sampler.class, Limits::sampler),
    STEP_HOOK(StepHook.class, Limits::stepHook),
    PREVIEWER(Previewer.class, Limits::preview),
    SINK(ImageSink.class, Limits::sink),
    FILTER(Filter.class, Limits::network),
    PANEL(WebPanel.class, Limits::others),
    PROGRAM(Program.class, Limits::network),
    BACKEND(Backend.class, Limits::loading),
    CHECKPOINT(Checkpoint.class, Limits::loading),
    FORMAT(CheckpointFormat.class, Limits::loading),
    ARCHITECTURE(Architecture.class, Limits::loading),
    ADAPTER(Adapter.class, Limits::loading),
    OPTIMIZER(Optimizer.class, Limits::loading),
    IMAGE_TO_IMAGE(ImageToImage.class, Limits::network),
    CONDITIONER(Conditioner.class, Limits::network),
    MODEL(Model.class, Limits::network),
    SCHEDULE(Schedule.class, Limits::others),
    GUIDANCE(Guidance.class, Limits::others),
    DENOISER(Denoiser.class, Limits::others),
    NOISE_SOURCE(NoiseSource.class, Limits::others),
    NOISE(Noise.class, Limits::others),
    PARSER(PromptParser.class, Limits::others),
    ENCODER(TextEncoder.class, Limits::others),
    /** A hook that is not known here: it may take as long as it likes. */
    ANY(Object.class, limits -> 0);

    /** A promise that was not kept. */
    record Breach(Fault.Kind kind, String did) {}

    private final Class<?> type;
    private final ToDoubleFunction<Limits> limit;

    Promise(Class<?> type, ToDoubleFunction<Limits> limit) {
        this.type = type;
        this.limit = limit;
    }

    static Promise of(Object target) {
        return Arrays.stream(values()).filter(p -> p.type.isInstance(target)).findFirst().orElseThrow();
    }

    /** Seconds that its own code may take in one go; 0 for as long as it likes. */
    double seconds(Limits limits) {
        return limit.applyAsDouble(limits);
    }

    /** Whether others can go on while it stalls; then it runs on a thread of its own. */
    boolean aside() {
        return this == STEP_HOOK || this == PREVIEWER || this == SINK || this == FILTER || this == PANEL;
    }

    /** Whether what it gives is a plugin's object too, to be guarded like the plugin. */
    static boolean handsOut(Object result) {
        return result instanceof Program || result instanceof Denoiser || result instanceof Noise || result instanceof Checkpoint
                || result instanceof Model;
    }

    /** What is wrong with an answer. */
    Optional<Breach> breach(Object[] args, Object result) {
        if (result == null) {
            return Optional.of(new Breach(Fault.Kind.NOTHING, "gave nothing"));
        }
        return switch (this) {
            case SAMPLER -> result instanceof Tensor t ? tensor(t, ((Tensor) args[1]).shape()) : Optional.empty();
            case STEP_HOOK -> result instanceof Tensor t ? tensor(t, ((StepHook.Step) args[0]).x().shape()) : Optional.empty();
            case DENOISER -> result instanceof Tensor t ? tensor(t, ((Tensor) args[0]).shape()) : Optional.empty();
            case IMAGE_TO_IMAGE -> result instanceof ImageToImage.Start s ? start(s, ((Easel) args[1]).noise().shape()) : Optional.empty();
            case MODEL -> result instanceof List<?> answers ? answers(answers, args) : Optional.empty();
            case NOISE -> result instanceof Tensor t ? number(t) : Optional.empty();
            case SCHEDULE -> result instanceof double[] sigmas ? levels(sigmas) : Optional.empty();
            case ENCODER -> result instanceof Conditioning c ? conditioning(c) : Optional.empty();
            case PROGRAM -> result instanceof Map<?, ?> outputs ? outputs(args, outputs) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Breach> tensor(Tensor given, int[] shape) {
        return Arrays.equals(given.shape(), shape) ? number(given) : Optional.of(new Breach(Fault.Kind.SHAPE,
                "gave the shape " + Arrays.toString(given.shape()) + " where " + Arrays.toString(shape) + " is needed"));
    }

    private static Optional<Breach> start(ImageToImage.Start start, int[] shape) {
        return tensor(start.x(), shape).or(() -> levels(start.sigmas()));
    }

    private static Optional<Breach> answers(List<?> answers, Object[] args) {
        int asked = ((List<?>) args[2]).size();
        return answers.size() != asked ? Optional.of(new Breach(Fault.Kind.SHAPE, "gave " + answers.size() + " latents where " + asked + " are needed"))
                : answers.stream().flatMap(t -> tensor((Tensor) t, ((Tensor) args[0]).shape()).stream()).findFirst();
    }

    private static Optional<Breach> number(Tensor given) {
        return given.isFinite() ? Optional.empty() : Optional.of(new Breach(Fault.Kind.NUMBER, "gave a value that is no number"));
    }

    private static Optional<Breach> conditioning(Conditioning given) {
        return given.inputs().values().stream().flatMap(t -> number(t).stream()).findFirst();
    }

    private static Optional<Breach> levels(double[] sigmas) {
        boolean sound = sigmas.length > 1 && Arrays.stream(sigmas).allMatch(Double::isFinite) && sigmas[sigmas.length - 1] >= 0
                && Arrays.stream(sigmas, 0, sigmas.length - 1).allMatch(s -> s > 0);
        return sound ? Optional.empty() : Optional.of(new Breach(Fault.Kind.NUMBER, "gave levels that no walk can follow: " + Arrays.toString(sigmas)));
    }

    /** An engine is to blame only if what it was given was in order. */
    private static Optional<Breach> outputs(Object[] args, Map<?, ?> outputs) {
        boolean sound = outputs.values().stream().allMatch(t -> ((Tensor) t).isFinite());
        return sound || ((Map<?, ?>) args[0]).values().stream().anyMatch(t -> !((Tensor) t).isFinite()) ? Optional.empty()
                : Optional.of(new Breach(Fault.Kind.NUMBER, "gave a value that is no number; the model may hold one"));
    }
}
