package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.diffusion.Levels;
import mezzotint.graph.Graph;
import mezzotint.graph.Input;
import mezzotint.graph.Op;
import mezzotint.model.Architecture;
import mezzotint.model.Checkpoint;
import mezzotint.model.Networks;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.Test;

/** What holds for every family of models, on a small model of it. */
public interface ArchitectureContract extends PluginContract {

    Architecture architecture();

    /** A small model of the family, named canonically. */
    MemoryCheckpoint model();

    /** Number of values a token has in the context of that model. */
    int width();

    @Override
    default Hook<?> plugin() {
        return architecture();
    }

    @Test
    default void knowsItsOwnAlone() {
        assertTrue(architecture().matches(model()), "it does not know its model");
        assertFalse(architecture().matches(MemoryCheckpoint.of(Map.of())), "it takes an empty file for its model");
        assertFalse(architecture().matches(MemoryCheckpoint.of(Map.of("weight", MemoryCheckpoint.random(2, 2)))), "it takes any file for its model");
    }

    /** Who names a file's tensors may be asked to do so again. */
    @Test
    default void leavesCanonicalNamesAsTheyAre() {
        Checkpoint canonical = architecture().canonical(model());
        assertEquals(model().names(), canonical.names());
        for (String name : model().names()) {
            assertArrayEquals(model().shape(name), canonical.shape(name), name);
        }
    }

    @Test
    default void drawsADenoiserThatKeepsTheShapeOfX() {
        Networks networks = architecture().networks(model());
        int[] x = {2, networks.latents().channels(), 16, 24};
        int[] out = output(networks.denoiser(), Map.of("x", x, "time", new int[] {1}, "context", new int[] {2, 7, width()}));
        assertArrayEquals(x, out);
    }

    @Test
    default void drawsPicturesFromLatentsAndBack() {
        Networks networks = architecture().networks(model());
        int factor = networks.latents().factor();
        int[] latent = {1, networks.latents().channels(), 16, 24};
        int[] image = {1, 3, 16 * factor, 24 * factor};
        assertArrayEquals(image, output(networks.decoder(), Map.of("latent", latent)));
        var encoded = networks.encoder().bind(Map.of("image", image));
        assertArrayEquals(latent, encoded.get("mean"));
        assertArrayEquals(latent, encoded.get("logvar"));
    }

    @Test
    default void hasRisingLevels() {
        Levels levels = architecture().networks(model()).levels();
        assertTrue(levels.min() > 0, "the lowest level is " + levels.min());
        for (int t = 0; t < levels.count(); t++) {
            assertTrue(t == 0 || levels.sigma(t) > levels.sigma(t - 1), "level " + t + " does not rise");
            assertEquals(t, levels.timestep(levels.sigma(t)), 1e-3 * levels.count(), "the timestep of level " + t);
        }
    }

    /** Each weight in turn is left out: then the family does not know the model, or says what is missing. */
    @Test
    default void namesAMissingTensor() {
        for (String name : used(architecture().networks(model()))) {
            MemoryCheckpoint lacking = model().without(name);
            if (architecture().matches(lacking)) {
                Problem problem = assertThrows(Problem.class, () -> architecture().networks(lacking), "nobody misses " + name);
                assertEquals(Problem.Kind.INVALID, problem.kind());
                assertTrue(problem.getMessage().contains(name), problem.getMessage());
            }
        }
    }

    private static Set<String> used(Networks networks) {
        return Stream.concat(networks.texts().values().stream(), Stream.of(networks.denoiser(), networks.encoder(), networks.decoder()))
                .flatMap(g -> g.nodes().stream()).filter(n -> n.op() == Op.WEIGHT).map(n -> n.text("tensor")).collect(Collectors.toSet());
    }

    /** The shape of a graph's only output, without its optional inputs. */
    private static int[] output(Graph graph, Map<String, int[]> given) {
        assertEquals(1, graph.outputs().size(), "outputs of the graph");
        Graph bare = graph.without(graph.inputs().stream().filter(Input::optional).map(Input::name).collect(Collectors.toSet()));
        var shapes = new TreeMap<>(given);
        assertEquals(shapes.keySet(), bare.inputs().stream().map(Input::name).collect(Collectors.toSet()), "inputs of the graph");
        return bare.bind(shapes).get(bare.outputs().get(0));
    }
}
