package mezzotint.core;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mezzotint.backend.Backend;
import mezzotint.backend.Program;
import mezzotint.catalog.CatalogSource;
import mezzotint.catalog.ClaimChecker;
import mezzotint.catalog.Embedder;
import mezzotint.catalog.Score;
import mezzotint.control.Conditioner;
import mezzotint.control.Easel;
import mezzotint.control.ImageToImage;
import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.Guidance;
import mezzotint.diffusion.Levels;
import mezzotint.diffusion.Model;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.NoiseSource;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.Schedule;
import mezzotint.diffusion.StepHook;
import mezzotint.fault.Fault;
import mezzotint.fault.Limits;
import mezzotint.graph.Graph;
import mezzotint.graph.Optimizer;
import mezzotint.image.Filter;
import mezzotint.image.Image;
import mezzotint.model.Adapter;
import mezzotint.model.Architecture;
import mezzotint.model.Checkpoint;
import mezzotint.model.CheckpointFormat;
import mezzotint.model.Networks;
import mezzotint.model.Previewer;
import mezzotint.script.ImageSink;
import mezzotint.tensor.Tensor;
import mezzotint.text.Prompt;
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
    CATALOG_SOURCE(CatalogSource.class, Limits::loading),
    SCORE(Score.class, Limits::others),
    CLAIM_CHECKER(ClaimChecker.class, Limits::others),
    SCHEDULE(Schedule.class, Limits::others),
    GUIDANCE(Guidance.class, Limits::others),
    DENOISER(Denoiser.class, Limits::others),
    NOISE_SOURCE(NoiseSource.class, Limits::others),
    NOISE(Noise.class, Limits::others),
    PARSER(PromptParser.class, Limits::others),
    ENCODER(TextEncoder.class, Limits::others),
    EMBEDDER(Embedder.class, Limits::others),
    /** A hook that is not known here: it may take as long as it likes. */
    ANY(Object.class, limits -> 0);

    /** Pixels: the longest side that can be asked for, four times enlarged. */
    private static final int LONGEST_SIDE = 16_384;
    /** Looked up at every call of a plugin. */
    private static final ClassValue<Promise> BY_INTERFACE = new ClassValue<>() {
        @Override
        protected Promise computeValue(Class<?> declaring) {
            return Arrays.stream(values()).filter(p -> p.type.isAssignableFrom(declaring)).findFirst().orElseThrow();
        }
    };
    /** Levels of a schedule in a message. */
    private static final int SHOWN = 20;

    /** A promise that was not kept. */
    record Breach(Fault.Kind kind, String did) {}

    private final Class<?> type;
    private final ToDoubleFunction<Limits> limit;

    Promise(Class<?> type, ToDoubleFunction<Limits> limit) {
        this.type = type;
        this.limit = limit;
    }

    /** Of the interface that declares a method: an object may have several. */
    static Promise of(Method method) {
        return of(method.getDeclaringClass());
    }

    /** Of a hook, or of what a plugin hands out. */
    static Promise of(Class<?> declaring) {
        return BY_INTERFACE.get(declaring);
    }

    /** Seconds that its own code may take in one go; 0 for as long as it likes. */
    double seconds(Limits limits) {
        return limit.applyAsDouble(limits);
    }

    /** Whether others can go on while it stalls; then it runs on a thread of its own. */
    boolean aside() {
        return this == STEP_HOOK || this == PREVIEWER || this == SINK || this == FILTER || this == PANEL || this == EMBEDDER;
    }

    /** Whether what it gives is a plugin's object too, to be guarded like the plugin. */
    static boolean handsOut(Object result) {
        return result instanceof Program || result instanceof Denoiser || result instanceof Noise || result instanceof Checkpoint
                || result instanceof Model;
    }

    /**
     * What is wrong with an answer.
     *
     * @param made the arguments of the call that gave the object which answers; none for a hook
     */
    Optional<Breach> breach(Object[] made, Object[] args, Object result) {
        if (result == null) {
            return nothing();
        }
        return switch (this) {
            case SAMPLER -> result instanceof Tensor t ? tensor(t, ((Tensor) args[1]).shape()) : Optional.empty();
            case STEP_HOOK -> result instanceof Tensor t ? tensor(t, ((StepHook.Step) args[0]).x().shape()) : Optional.empty();
            case DENOISER -> result instanceof Tensor t ? tensor(t, ((Tensor) args[0]).shape()) : Optional.empty();
            case IMAGE_TO_IMAGE -> result instanceof ImageToImage.Start s ? start(s, ((Easel) args[1]).noise().shape()) : Optional.empty();
            case MODEL -> result instanceof List<?> answers ? answers(answers, args) : Optional.empty();
            case NOISE -> result instanceof Tensor t ? tensor(t, (int[]) made[1]) : Optional.empty();
            case SCHEDULE -> result instanceof double[] sigmas ? levels(sigmas).or(() -> count(sigmas.length - 1, (int) args[0], (Levels) args[1])) : Optional.empty();
            case PARSER -> result instanceof Prompt prompt ? prompt(prompt) : Optional.empty();
            case EMBEDDER -> result instanceof float[] vector ? vector(vector) : Optional.empty();
            case ENCODER -> result instanceof Conditioning c ? conditioning(c) : Optional.empty();
            case PROGRAM -> result instanceof Map<?, ?> outputs ? outputs((Graph) made[0], args, outputs) : Optional.empty();
            case OPTIMIZER -> result instanceof Graph g ? rewritten((Graph) args[0], g) : Optional.empty();
            case ARCHITECTURE -> result instanceof Networks n ? networks(n) : Optional.empty();
            case FILTER, PREVIEWER -> result instanceof Image i ? size(i) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Breach> nothing() {
        return Optional.of(new Breach(Fault.Kind.NOTHING, "gave nothing"));
    }

    private static Optional<Breach> tensor(Tensor given, int[] shape) {
        return given == null ? nothing() : Arrays.equals(given.shape(), shape) ? number(given) : Optional.of(new Breach(Fault.Kind.SHAPE,
                "gave the shape " + Arrays.toString(given.shape()) + " where " + Arrays.toString(shape) + " is needed"));
    }

    private static Optional<Breach> start(ImageToImage.Start start, int[] shape) {
        return tensor(start.x(), shape).or(() -> start.sigmas() == null ? nothing() : levels(start.sigmas()));
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

    private static Optional<Breach> vector(float[] given) {
        return IntStream.range(0, given.length).allMatch(i -> Float.isFinite(given[i])) ? Optional.empty()
                : Optional.of(new Breach(Fault.Kind.NUMBER, "gave a vector with a value that is no number"));
    }

    private static Optional<Breach> prompt(Prompt given) {
        List<Prompt.Part> parts = given.sections().stream().flatMap(List::stream).toList();
        return parts.stream().anyMatch(p -> p.text() == null) ? nothing()
                : parts.stream().filter(p -> !Double.isFinite(p.weight())).findFirst()
                        .map(p -> new Breach(Fault.Kind.NUMBER, "gave \"" + p.text() + "\" a weight that is no number"));
    }

    /** Levels that stay for a step do no harm, so a parameter may lead to them. */
    private static Optional<Breach> levels(double[] sigmas) {
        boolean sound = sigmas.length > 1 && Arrays.stream(sigmas).allMatch(Double::isFinite) && sigmas[sigmas.length - 1] >= 0
                && Arrays.stream(sigmas, 0, sigmas.length - 1).allMatch(s -> s > 0)
                && IntStream.range(1, sigmas.length).allMatch(i -> sigmas[i] <= sigmas[i - 1]);
        return sound ? Optional.empty() : Optional.of(new Breach(Fault.Kind.NUMBER, "gave levels that no walk can follow: " + shortened(sigmas)));
    }

    private static String shortened(double[] sigmas) {
        return sigmas.length <= SHOWN ? Arrays.toString(sigmas) : Arrays.toString(Arrays.copyOf(sigmas, SHOWN)).replace("]", ", ..]");
    }

    private static Optional<Breach> count(int steps, int asked, Levels levels) {
        int least = Math.min(asked, levels.count()) / 2;
        return steps >= least && steps <= 2 * asked ? Optional.empty()
                : Optional.of(new Breach(Fault.Kind.SHAPE, "gave levels for " + steps + " steps where " + asked + " were asked for"));
    }

    /** An engine is to blame for numbers only if what it was given was in order. */
    private static Optional<Breach> outputs(Graph graph, Object[] args, Map<?, ?> outputs) {
        Optional<String> missing = graph.outputs().stream().filter(name -> outputs.get(name) == null).findFirst();
        if (missing.isPresent()) {
            return Optional.of(new Breach(Fault.Kind.NOTHING, "gave no output " + missing.get()));
        }
        boolean sound = outputs.values().stream().allMatch(t -> ((Tensor) t).isFinite());
        return sound || ((Map<?, ?>) args[0]).values().stream().anyMatch(t -> !((Tensor) t).isFinite()) ? Optional.empty()
                : Optional.of(new Breach(Fault.Kind.NUMBER, "gave a value that is no number; the model may hold one"));
    }

    private static Optional<Breach> rewritten(Graph before, Graph after) {
        return after.outputs().equals(before.outputs()) ? Optional.empty()
                : Optional.of(new Breach(Fault.Kind.SHAPE, "gave a network with the outputs " + after.outputs() + " where " + before.outputs() + " are needed"));
    }

    private static Optional<Breach> networks(Networks given) {
        boolean whole = Stream.of(given.denoiser(), given.encoder(), given.decoder(), given.encoding(), given.prediction(), given.levels(), given.latents())
                .noneMatch(Objects::isNull);
        return whole && given.denoiser().inputs().stream().anyMatch(i -> i.name().equals(Intake.LATENT)) ? Optional.empty()
                : Optional.of(new Breach(Fault.Kind.NOTHING, "left a part of the model out"));
    }

    private static Optional<Breach> size(Image given) {
        return Math.max(given.width(), given.height()) <= LONGEST_SIDE ? Optional.empty() : Optional.of(new Breach(Fault.Kind.SHAPE,
                "gave a picture of " + given.width() + "x" + given.height() + ", of which no side may be over " + LONGEST_SIDE));
    }
}
