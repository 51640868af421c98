package mezzotint.core.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mezzotint.backend.Backend;
import mezzotint.backend.Device;
import mezzotint.backend.Program;
import mezzotint.control.Conditioner;
import mezzotint.control.GenerationContext;
import mezzotint.control.ImageToImage;
import mezzotint.core.guard.Guard;
import mezzotint.core.guard.GuardedHooks;
import mezzotint.core.guard.Suspect;
import mezzotint.core.pipeline.CheckedNetwork;
import mezzotint.core.pipeline.WalkContext;
import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Levels;
import mezzotint.diffusion.Model;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.NoiseSource;
import mezzotint.diffusion.Schedule;
import mezzotint.fault.Fault;
import mezzotint.fault.Limits;
import mezzotint.graph.Effect;
import mezzotint.graph.Graph;
import mezzotint.graph.Input;
import mezzotint.graph.Optimizer;
import mezzotint.graph.Size;
import mezzotint.image.Caption;
import mezzotint.image.Captioner;
import mezzotint.image.Image;
import mezzotint.image.PostProcessor;
import mezzotint.model.Adapter;
import mezzotint.model.Checkpoint;
import mezzotint.model.Latents;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Hook;
import mezzotint.plugin.None;
import mezzotint.plugin.Problem;
import mezzotint.studio.Request;
import mezzotint.tensor.Tensor;
import mezzotint.text.Prompt;
import mezzotint.text.PromptParser;
import mezzotint.text.PromptSchedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What nobody can use is blamed on the plugin that gave it, before another plugin sees it. */
class HookContractTest extends GuardedHooks {

    private static final Suspect SUSPECT = new Suspect("plugin", "test", "Test", "org.example.test", "1.2.3");

    private interface OfAPlugin extends Hook<None> {}

    @Test
    void a_hook_of_a_plugin_has_the_limit_of_others() {
        Limits limits = book.limits();
        assertEquals(limits.others(), HookContracts.of(OfAPlugin.class).seconds(limits));
        assertEquals(0, HookContracts.of(Runnable.class).seconds(limits));
    }

    @Test
    void noise_has_the_shape_that_was_asked_for() {
        assertBlamed(Fault.Kind.SHAPE, "gave the shape [1, 2, 3, 4] where [1, 1, 2, 2] is needed", () -> noise(Tensor.zeros(1, 2, 3, 4)).next());
        assertBlamed(Fault.Kind.SHAPE, "gave the shape [4] where [1, 1, 2, 2] is needed", () -> noise(Tensor.zeros(4)).between(2, 1));
        assertBlamed(Fault.Kind.NUMBER, "gave a value that is no number", () -> noise(X.map(v -> Double.NaN)).between(2, 1));
        assertSame(X, noise(X).next());
    }

    /** The source does with the arrays that it is lent what it likes. */
    private Noise noise(Tensor given) {
        return guarded(NoiseSource.class, (seeds, shape, sigmas, params) -> {
            Arrays.fill(seeds, 0);
            Arrays.fill(shape, 0);
            Arrays.fill(sigmas, 0);
            return new Noise() {
                @Override
                public Tensor next() {
                    return given;
                }

                @Override
                public Tensor between(double sigma, double next) {
                    return given;
                }
            };
        }).noise(new long[] {1}, X.shape(), SIGMAS, new None());
    }

    @Test
    void what_is_lent_stays_as_it_is() {
        noise(X);
        assertArrayEquals(new double[] {1, 0}, SIGMAS);
    }

    @Test
    void a_schedule_gives_levels_that_fall_for_about_the_steps_that_were_asked_for() {
        for (double[] sigmas : List.of(new double[] {0}, new double[] {1, 0, 0}, new double[] {1, 2, 0}, new double[] {2, 1, -1},
                new double[] {Double.POSITIVE_INFINITY, 1, 0}, new double[] {1, Double.NaN, 0})) {
            assertBlamed(Fault.Kind.NUMBER, "gave levels that no walk can follow: " + Arrays.toString(sigmas), () -> levels(2, sigmas));
        }
        assertBlamed(Fault.Kind.SHAPE, "gave levels for 3 steps where 1 were asked for", () -> levels(1, 4, 3, 2, 0));
        assertBlamed(Fault.Kind.SHAPE, "gave levels for 1 steps where 4 were asked for", () -> levels(4, 4, 0));
        assertArrayEquals(new double[] {4, 3, 0}, levels(1, 4, 3, 0));
        assertArrayEquals(new double[] {4, 4, 3, 1}, levels(6, 4, 4, 3, 1));
        assertArrayEquals(new double[] {4, 3, 0}, levels(900, 4, 3, 0), "the clock of the model has five times");
    }

    private double[] levels(int steps, double... sigmas) {
        return guarded(Schedule.class, (asked, levels, params) -> sigmas).sigmas(steps, new Levels() {
            @Override
            public int count() {
                return 5;
            }

            @Override
            public double sigma(double timestep) {
                return timestep;
            }

            @Override
            public double timestep(double sigma) {
                return sigma;
            }
        }, new None());
    }

    @Test
    void what_is_missing_in_an_answer_is_blamed() {
        assertBlamed(Fault.Kind.NOTHING, "gave nothing", () -> steered(Arrays.asList(X, null)));
        assertBlamed(Fault.Kind.SHAPE, "gave 1 latents where 2 are needed", () -> steered(List.of(X)));
        assertBlamed(Fault.Kind.NOTHING, "gave nothing", () -> begun(null, SIGMAS));
        assertBlamed(Fault.Kind.NOTHING, "gave nothing", () -> begun(X, null));
        assertBlamed(Fault.Kind.NOTHING, "gave nothing", () -> parsed(new Prompt.Part(null, 1)));
        assertBlamed(Fault.Kind.NUMBER, "gave a part of the prompt a weight that is no number", () -> parsed(new Prompt.Part("a cat", Double.NaN)));
        assertBlamed(Fault.Kind.NOTHING, "gave nothing", () -> parsed(true, new PromptSchedule(List.of(), List.of())));
        var weighted = new PromptSchedule(List.of(new PromptSchedule.Part(2, List.of(new PromptSchedule.Scene(1, Prompt.plain("a"))))), List.of());
        assertBlamed(Fault.Kind.SHAPE, "gave 1 weighted prompts for what is unwanted", () -> parsed(false, weighted));
        parsed(true, weighted);
    }

    private void steered(List<Tensor> answers) {
        Model steered = guarded(Conditioner.class, (model, context, params) -> (x, sigma, prompts) -> answers).steer(null, null, new None());
        steered.denoise(X, 1, List.of(new Conditioning(Map.of()), new Conditioning(Map.of())));
    }

    private void begun(Tensor x, double[] sigmas) {
        Choice none = Choice.of("");
        var request = new Request("", new Request.Words("", "", none, none), new Request.Canvas(16, 16, 1, 1),
                new Request.Walk(1, none, none, none, none), none, List.of(), List.of());
        var context = new WalkContext(request, null, null, new Latents(1, 8, List.of()), SIGMAS, null);
        guarded(ImageToImage.class, (on, params) -> new ImageToImage.Start(x, sigmas)).begin(context, new None());
    }

    /** Begins nowhere; says how many steps there are, and gives a wide picture. */
    private record Ending(int steps, int width) implements ImageToImage<None> {

        @Override
        public Start begin(GenerationContext context, None params) {
            return null;
        }

        @Override
        public int steps(int asked, None params) {
            return steps;
        }

        @Override
        public Image finish(Image made, GenerationContext context, None params) {
            return Image.paint(width, 1, (x, y) -> 0);
        }
    }

    @Test
    void a_walk_from_a_picture_has_steps_and_an_end() {
        assertBlamed(Fault.Kind.NUMBER, "asks a schedule for 0 steps", () -> guarded(ImageToImage.class, new Ending(0, 1)).steps(4, new None()));
        assertBlamed(Fault.Kind.SHAPE, "gave a picture of 16385x1,", () -> guarded(ImageToImage.class, new Ending(1, 16_385)).finish(null, null, new None()));
        assertEquals(7, guarded(ImageToImage.class, new Ending(7, 1)).steps(4, new None()));
    }

    private void parsed(Prompt.Part part) {
        parsed(true, PromptSchedule.of(new Prompt(List.of(List.of(part)))));
    }

    private void parsed(boolean wanted, PromptSchedule schedule) {
        guarded(PromptParser.class, (text, use, calls, params) -> schedule).parse("a cat", wanted, 20, new None());
    }

    @Test
    void a_picture_is_not_endless() {
        Image image = Image.paint(2, 1, (x, y) -> 0);
        assertBlamed(Fault.Kind.SHAPE, "gave a picture of 16385x1,", () -> enlarging(16_385, 1).apply(image, new None()));
        assertBlamed(Fault.Kind.SHAPE, "gave a picture of 1x16385,", () -> enlarging(1, 16_385).apply(image, new None()));
        assertEquals(16_384, enlarging(16_384, 1).apply(image, new None()).width());
    }

    @SuppressWarnings("unchecked")
    private PostProcessor<None> enlarging(int width, int height) {
        return guarded(PostProcessor.class, (image, params) -> Image.paint(width, height, (x, y) -> 0));
    }

    @Test
    void an_engine_gives_every_output_of_its_graph() {
        Graph graph = new Graph(List.of(new Input("x", List.of(Size.of(1)), false)), List.of(), List.of("x"));
        assertBlamed(Fault.Kind.NOTHING, "gave no output x", () -> program(graph, Map.of("y", X)).run(Map.of()));
        assertSame(X, program(graph, Map.of("x", X)).run(Map.of()).get("x"));
        Program wide = program(graph, Map.of("x", Tensor.zeros(1, 2)));
        assertBlamed(Fault.Kind.SHAPE, "gave the shape [1, 2] where [1, 3, 2, 2] is needed", () -> new CheckedNetwork(wide, () -> wide).only(Map.of(), 1, 3, 2, 2));
    }

    @Test
    void an_adapter_keeps_what_goes_in_and_comes_out() {
        Graph graph = new Graph(List.of(new Input("x", List.of(Size.of(1)), false)), List.of(), List.of("x"));
        assertBlamed(Fault.Kind.NOTHING, "gave nothing", () -> adapted(graph, null));
        assertBlamed(Fault.Kind.SHAPE, "gave a network from [x[1]] to [] where one from [x[1]] to [x] is needed", () -> adapted(graph, new Graph(graph.inputs(), List.of(), List.of())));
        adapted(graph, graph);
    }

    private void adapted(Graph before, Graph after) {
        guarded(Adapter.class, new Adapter<None>() {
            @Override
            public boolean reads(Checkpoint adapter) {
                return true;
            }

            @Override
            public Adapted adapt(Graph graph, Checkpoint adapter, String prefix, None params) {
                return new Adapted(after, Set.of());
            }
        }).adapt(before, null, "", new None());
    }

    private Program program(Graph graph, Map<String, Tensor> outputs) {
        return guarded(Backend.class, new Backend<None>() {
            @Override
            public List<Device> devices() {
                return List.of();
            }

            @Override
            public Program compile(Graph of, Checkpoint weights, Device device, None params) {
                return new Program() {
                    @Override
                    public Map<String, Tensor> run(Map<String, Tensor> inputs) {
                        return outputs;
                    }

                    @Override
                    public long memory() {
                        return 0;
                    }

                    @Override
                    public void close() {}
                };
            }
        }).compile(graph, null, null, new None());
    }

    @Test
    void a_rewritten_network_keeps_its_outputs() {
        Input x = new Input("x", List.of(Size.of(1)), false);
        Input y = new Input("y", List.of(Size.of(1)), false);
        Optimizer<None> renames = new Optimizer<>() {
            @Override
            public Graph optimize(Graph graph, None params) {
                return new Graph(graph.inputs(), graph.nodes(), List.of("y"));
            }

            @Override
            public Effect forecast(Graph graph, None params) {
                return null;
            }
        };
        assertBlamed(Fault.Kind.SHAPE, "gave a network with the outputs [y] where [x] are needed",
                () -> guarded(Optimizer.class, renames).optimize(new Graph(List.of(x, y), List.of(), List.of("x")), new None()));
    }

    @Test
    void scores_of_tags_are_parts_of_one() {
        for (double wrong : new double[] {-0.1, 1.1, Double.NaN}) {
            Captioner<None> captioner = (image, params) -> Caption.of(List.of(new Caption.Tag("cat", "general", wrong)));
            assertBlamed(Fault.Kind.NUMBER, "gave a tag a score", () -> guarded(Captioner.class, captioner).describe(Image.paint(1, 1, (x, y) -> 0), new None()));
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private <H extends Hook> H guarded(Class<H> type, H hook) {
        return (H) Guard.before(hook, SUSPECT, book);
    }

    private void assertBlamed(Fault.Kind kind, String did, Executable call) {
        Problem problem = assertThrows(Problem.class, call);
        Fault fault = Fault.behind(problem).orElseThrow();
        assertEquals(kind, fault.kind());
        assertEquals("org.example.test", fault.bundle());
        assertTrue(fault.did().startsWith(did), fault.did());
    }
}
