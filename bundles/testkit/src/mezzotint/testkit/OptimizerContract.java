package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mezzotint.graph.Drawing;
import mezzotint.graph.Effect;
import mezzotint.graph.Graph;
import mezzotint.graph.Op;
import mezzotint.graph.Optimizer;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Parameters;
import org.junit.jupiter.api.Test;

/** What holds for every optimizer, on a block as diffusion networks have them. */
public interface OptimizerContract<P extends Record> extends PluginContract {

    Optimizer<P> optimizer();

    /** A network in which it finds something to do. */
    default Graph network() {
        return block();
    }

    @Override
    default Hook<?> plugin() {
        return optimizer();
    }

    @Test
    default void keepsInputsAndOutputs() {
        Graph before = network();
        Graph after = optimize(before);
        assertEquals(before.inputs(), after.inputs());
        assertEquals(before.outputs(), after.outputs());
        before.outputs().forEach(name -> assertEquals(before.shapes().get(name), after.shapes().get(name), "the shape of " + name));
    }

    @Test
    default void asksForNoOtherWeights() {
        assertTrue(weights(network()).containsAll(weights(optimize(network()))), "it asks for weights that the model does not have");
    }

    @Test
    default void findsSomethingToDo() {
        assertNotEquals(network(), optimize(network()), "the network is as it was");
    }

    @Test
    default void leavesAloneWhatCannotBeImproved() {
        var draw = new Drawing(OptimizerContract::shape);
        Graph sum = draw.graph(draw.name(draw.add(draw.input("a", "batch"), draw.input("b", "batch")), "sum"));
        assertEquals(sum, optimize(sum));
    }

    @Test
    default void forecastsWhatItDoes() {
        Optimizer<P> optimizer = optimizer();
        Effect effect = optimizer.forecast(network(), Parameters.of(optimizer, Map.of()));
        assertTrue(effect.memory() > 0 && effect.time() > 0 && Double.isFinite(effect.memory() + effect.time()), "it forecasts " + effect);
        assertTrue(effect.loss() >= 0 && effect.loss() <= 1, "it forecasts " + effect);
    }

    private Graph optimize(Graph graph) {
        Optimizer<P> optimizer = optimizer();
        return optimizer.optimize(graph, Parameters.of(optimizer, Map.of()));
    }

    private static Set<String> weights(Graph graph) {
        return graph.nodes().stream().filter(n -> n.op() == Op.WEIGHT).map(n -> n.text("tensor")).collect(Collectors.toSet());
    }

    /** A residual block with attention and a GELU: convolution, norm, attention, linear layers. */
    static Graph block() {
        var draw = new Drawing(OptimizerContract::shape);
        String x = draw.input("x", "batch", 8, "height", "width");
        String felt = draw.activate(draw.groupNorm(x, draw.weight("norm.weight"), draw.weight("norm.bias"), 4, 1e-5), "silu");
        String seen = draw.convolve(felt, draw.weight("conv.weight"), draw.weight("conv.bias"), 1, 1);
        String rows = draw.rearrange(draw.add(x, seen), "b c h w -> b (h w) c");
        String attended = draw.add(rows, draw.attend(draw.linear(rows, draw.weight("q.weight"), null),
                draw.linear(rows, draw.weight("k.weight"), null), draw.linear(rows, draw.weight("v.weight"), null), 2));
        String thought = draw.activate(draw.linear(attended, draw.weight("mlp.weight"), draw.weight("mlp.bias")), "gelu");
        String back = draw.rearrange(draw.add(attended, thought), "b (h w) c -> b c h w", x, "_ _ h w");
        return draw.graph(draw.name(back, "out"));
    }

    private static int[] shape(String weight) {
        return List.of("q.weight", "k.weight", "v.weight", "mlp.weight").contains(weight) ? new int[] {8, 8}
                : weight.equals("conv.weight") ? new int[] {8, 8, 3, 3} : new int[] {8};
    }
}
