package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mezzotint.graph.Drawing;
import mezzotint.graph.Graph;
import mezzotint.graph.Op;
import mezzotint.model.Adapter;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Parameters;
import org.junit.jupiter.api.Test;

/** What holds for everything that is laid over a model. */
public interface AdapterContract<P extends Record> extends PluginContract {

    String PREFIX = "0123/";

    Adapter<P> adapter();

    /** A small model, */
    Checkpoint model();

    /** a network of it, */
    Graph network();

    /** and what is to be laid over it. */
    Checkpoint overlay();

    @Override
    default Hook<?> plugin() {
        return adapter();
    }

    @Test
    default void knowsItsOwnAlone() {
        assertTrue(adapter().reads(overlay()), "it does not know its own files");
        assertFalse(adapter().reads(model()), "it takes a whole model for one of its files");
        assertFalse(adapter().reads(MemoryCheckpoint.of(Map.of())), "it takes an empty file for one of its own");
    }

    @Test
    default void keepsInputsAndOutputs() {
        Graph before = network();
        Graph after = adapt(before, overlay()).graph();
        assertEquals(before.inputs(), after.inputs());
        assertEquals(before.outputs(), after.outputs());
        before.outputs().forEach(name -> assertEquals(before.shapes().get(name), after.shapes().get(name), "the shape of " + name));
    }

    @Test
    default void changesSomething() {
        assertNotEquals(network(), adapt(network(), overlay()).graph(), "the network is as it was");
        assertFalse(adapt(network(), overlay()).used().isEmpty(), "nothing of the file is used");
        assertTrue(overlay().names().containsAll(adapt(network(), overlay()).used()), "what is used is not in the file");
    }

    /** An engine is given both files as one, the adapter's tensors with the prefix before their names. */
    @Test
    default void asksForTensorsThatThereAre() {
        Set<String> known = overlay().names().stream().map(PREFIX::concat).collect(Collectors.toSet());
        known.addAll(model().names());
        adapt(network(), overlay()).graph().nodes().stream().filter(n -> n.op() == Op.WEIGHT).map(n -> n.text("tensor"))
                .forEach(tensor -> assertTrue(known.contains(tensor), "no tensor is called " + tensor));
    }

    @Test
    default void isLaidOverAnother() {
        Graph once = adapt(network(), overlay()).graph();
        assertNotEquals(once, adapt(once, overlay()).graph(), "a second one changes nothing");
    }

    @Test
    default void leavesOtherModelsAlone() {
        var draw = new Drawing(tensor -> new int[] {2, 2});
        Graph other = draw.graph(draw.name(draw.linear(draw.input("x", "batch", 2), draw.weight("of.another.model"), null), "y"));
        assertEquals(new Adapter.Adapted(other, Set.of()), adapt(other, overlay()));
    }

    private Adapter.Adapted adapt(Graph graph, Checkpoint overlay) {
        Adapter<P> adapter = adapter();
        return adapter.adapt(graph, overlay, PREFIX, Parameters.of(adapter, Map.of()));
    }
}
