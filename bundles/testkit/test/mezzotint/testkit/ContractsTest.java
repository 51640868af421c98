package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import mezzotint.diffusion.Guidance;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.NoiseSource;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.Schedule;
import mezzotint.diffusion.StepHook;
import mezzotint.image.Image;
import mezzotint.image.PostProcessor;
import mezzotint.model.Previewer;
import mezzotint.plugin.None;
import mezzotint.script.ImageSink;
import mezzotint.tensor.Tensor;
import mezzotint.text.Prompt;
import mezzotint.text.PromptParser;
import mezzotint.text.PromptSchedule;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Each contract finds a plugin that breaks it. */
class ContractsTest {

    @TestFactory
    Stream<DynamicTest> guidance() {
        return Stream.of(
                broken("a latent of another shape", guidance((model, wanted, unwanted, p) -> (x, sigma) -> x.rows(0, 1))::givesALatentOfTheShapeOfX),
                broken("values that are no numbers", guidance((model, wanted, unwanted, p) -> (x, sigma) -> x.over(0))::givesALatentOfTheShapeOfX),
                broken("an answer of its own", guidance((model, wanted, unwanted, p) -> (x, sigma) -> x)::keepsToTheModelWhereBothPromptsSayTheSame),
                broken("deaf", guidance((model, wanted, unwanted, p) -> (x, sigma) -> model.denoise(x, sigma, List.of(unwanted)).get(0))::listensToWhatIsWanted),
                broken("cannot be cancelled", guidance((model, wanted, unwanted, p) -> (x, sigma) -> x)::letsCancellationPass));
    }

    @TestFactory
    Stream<DynamicTest> samplers() {
        Sampler<None> crude = (model, x, sigmas, noise, p) -> {
            for (int i = 0; i + 1 < sigmas.length; i++) {
                x = model.denoise(x, sigmas[i]).towards(x, sigmas[i + 1] / sigmas[i]);
            }
            return x;
        };
        return Stream.of(
                broken("of a lower order", sampler(crude, 2)::convergesAtItsOrder),
                broken("calls more often than it says", sampler((model, x, sigmas, noise, p) -> crude.sample((y, sigma) -> {
                    model.denoise(y, sigma);
                    return model.denoise(y, sigma);
                }, x, sigmas, noise, p), 1)::callsAsOftenInAStepAsItSays),
                broken("does not walk", sampler((model, x, sigmas, noise, p) -> x, 1)::endsOnTheCleanPicture),
                broken("cannot be cancelled", sampler((model, x, sigmas, noise, p) -> x, 1)::letsCancellationPass));
    }

    @TestFactory
    Stream<DynamicTest> schedules() {
        return Stream.of(
                broken("does not end at zero", schedule((steps, levels, p) -> new double[] {levels.max(), levels.min()})::fallsToZero),
                broken("rises", schedule((steps, levels, p) -> new double[] {1, 2, 0})::fallsToZero),
                broken("too few steps", schedule((steps, levels, p) -> new double[] {1, 0})::makesAboutAsManyStepsAsAsked));
    }

    @TestFactory
    Stream<DynamicTest> noise() {
        return Stream.of(
                broken("the same for every seed", noise((seeds, shape, sigmas, p) -> constant(shape, 1))::givesEverySeedAndEveryCallItsOwn),
                broken("too strong", noise((seeds, shape, sigmas, p) -> constant(shape, 2))::hasUnitVariance),
                broken("no path", noise((seeds, shape, sigmas, p) -> constant(shape, 1))::sumsTheNoiseOfPartsToThatOfTheStep),
                broken("depends on the batch", noise((seeds, shape, sigmas, p) -> constant(shape, seeds.length))::givesAPictureTheSameNoiseInAnyBatch));
    }

    @TestFactory
    Stream<DynamicTest> prompts() {
        return Stream.of(
                broken("fails at brackets", parser(text -> Prompt.plain(text.substring(text.indexOf('(') + 1, text.indexOf(')') + 1)))::readsWhateverIsTypedOrRefusesIt),
                broken("a weight without end", parser(text -> weighed(text, Double.POSITIVE_INFINITY))::readsWhateverIsTypedOrRefusesIt),
                broken("a weight beyond the largest", parser(text -> weighed(text, 1001))::readsWhateverIsTypedOrRefusesIt),
                broken("calls itself for every bracket", parser(text -> Prompt.plain(text.substring(brackets(text, 0))))::comesToAnEndWithLongTexts),
                broken("loses words", parser(text -> Prompt.plain(text.strip().split(" ")[0]))::leavesPlainWordsAsTheyAre),
                broken("combines what is unwanted", scheduler((text, wanted) -> twice(Prompt.plain(text), 1))::readsWhateverIsTypedOrRefusesIt),
                broken("has no scene", scheduler((text, wanted) -> wanted ? twice(Prompt.plain(text)) : PromptSchedule.of(Prompt.plain(text)))::readsWhateverIsTypedOrRefusesIt),
                broken("goes back", scheduler((text, wanted) -> wanted ? twice(Prompt.plain(text), 3, 2) : PromptSchedule.of(Prompt.plain(text)))::readsWhateverIsTypedOrRefusesIt),
                broken("weighs plain words", parser(text -> weighed(text, 2))::leavesPlainWordsAsTheyAre));
    }

    @TestFactory
    Stream<DynamicTest> picturesAndSteps(@TempDir Path folder) {
        return Stream.of(
                broken("a step of another shape", watcher((step, p) -> step.denoised().rows(0, 1).reshape(-1))::answersALatentOfTheSameShape),
                broken("a step that is no number", watcher((step, p) -> step.denoised().over(0))::answersALatentOfTheSameShape),
                broken("a preview of no latent", previewer((latent, space, p) -> Image.paint(latent.size(3), latent.size(2), (x, y) -> 0))::showsWhatIsThere),
                broken("a preview that is square", previewer((latent, space, p) -> Image.paint(8, 8, (x, y) -> 0))::keepsTheProportionsOfTheLatent),
                broken("a filter that does nothing", processor((image, p) -> image)::doesSomething),
                broken("a filter that needs room", processor((image, p) -> Image.paint(image.width() - 1, 1, (x, y) -> 0))::takesPicturesOfAnySize),
                broken("a sink that does not say where", () -> sink((picture, p) -> URI.create("picture.png")).tellsWhereThePictureIs(folder)),
                broken("a sink that leaves parts", () -> sink((picture, p) -> Files.createFile(folder.resolve("a.part")).toUri()).leavesNothingHalfWritten(folder)));
    }

    private static DynamicTest broken(String how, Executable contract) {
        return DynamicTest.dynamicTest(how, () -> assertThrows(Throwable.class, contract));
    }

    private static int brackets(String text, int from) {
        return text.startsWith("(", from) ? brackets(text, from + 1) : from;
    }

    private static Prompt weighed(String text, double weight) {
        return new Prompt(List.of(List.of(new Prompt.Part(text, weight))));
    }

    private static GuidanceContract<None> guidance(Guidance<None> broken) {
        return () -> broken;
    }

    private static SamplerContract<None> sampler(Sampler<None> broken, int order) {
        return new SamplerContract<>() {
            @Override
            public Sampler<None> sampler() {
                return broken;
            }

            @Override
            public int order() {
                return order;
            }
        };
    }

    private static ScheduleContract<None> schedule(Schedule<None> broken) {
        return () -> broken;
    }

    private static NoiseSourceContract<None> noise(NoiseSource<None> broken) {
        return () -> broken;
    }

    private static StepHookContract<None> watcher(StepHook<None> broken) {
        return () -> broken;
    }

    private static PromptParserContract<None> parser(Function<String, Prompt> broken) {
        return scheduler((text, wanted) -> PromptSchedule.of(broken.apply(text)));
    }

    private static PromptParserContract<None> scheduler(BiFunction<String, Boolean, PromptSchedule> broken) {
        PromptParser<None> parser = (text, wanted, calls, p) -> broken.apply(text, wanted);
        return () -> parser;
    }

    /** Twice the same, with scenes that end so. */
    private static PromptSchedule twice(Prompt prompt, int... ends) {
        var part = new PromptSchedule.Part(1, Arrays.stream(ends).mapToObj(end -> new PromptSchedule.Scene(end, prompt)).toList());
        return new PromptSchedule(List.of(part, part), List.of());
    }

    private static PreviewerContract<None> previewer(Previewer<None> broken) {
        return () -> broken;
    }

    private static PostProcessorContract<None> processor(PostProcessor<None> broken) {
        return () -> broken;
    }

    private static ImageSinkContract<None> sink(ImageSink<None> broken) {
        return folder -> broken;
    }

    private static Noise constant(int[] shape, double value) {
        Tensor same = Tensor.zeros(shape).map(zero -> value);
        return new Noise() {
            @Override
            public Tensor next() {
                return same;
            }

            @Override
            public Tensor between(double sigma, double next) {
                return same;
            }
        };
    }
}
