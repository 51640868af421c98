package mezzotint.adapter.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import mezzotint.graph.Drawing;
import mezzotint.graph.Graph;
import mezzotint.graph.Node;
import mezzotint.graph.Op;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.AdapterContract;
import mezzotint.testkit.MemoryCheckpoint;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The values are compared with those of the reference on every engine by the workbench's golden tests. */
class LoraTest implements AdapterContract<Lora.Params> {

    private static final String LAYER = "lora_unet_down_blocks_0_attn_to_q.";

    @Override
    public Lora adapter() {
        return new Lora();
    }

    @Override
    public Checkpoint model() {
        return MemoryCheckpoint.of(Map.of("unet.down_blocks.0.attn.to_q.weight", MemoryCheckpoint.random(6, 4), "unet.down_blocks.0.attn.to_q.bias", MemoryCheckpoint.random(6),
                "text_encoder.layers.0.fc.weight", MemoryCheckpoint.random(6, 6)));
    }

    @Override
    public Graph network() {
        var draw = new Drawing(model()::shape);
        String x = draw.linear(draw.input("x", "batch", 4), draw.weight("unet.down_blocks.0.attn.to_q.weight"), draw.weight("unet.down_blocks.0.attn.to_q.bias"));
        return draw.graph(draw.name(draw.linear(x, draw.weight("text_encoder.layers.0.fc.weight"), null), "y"));
    }

    @Override
    public Checkpoint overlay() {
        return file("lora_up.weight", new int[] {6, 2}, "lora_down.weight", new int[] {2, 4});
    }

    private static Checkpoint file(Object... rolesAndShapes) {
        var tensors = new HashMap<String, Tensor>();
        for (int i = 0; i < rolesAndShapes.length; i += 2) {
            tensors.put(LAYER + rolesAndShapes[i], MemoryCheckpoint.random((int[]) rolesAndShapes[i + 1]));
        }
        return MemoryCheckpoint.of(tensors);
    }

    @Test
    void hasAStrengthForEachComponent() {
        var tensors = new HashMap<String, Tensor>();
        for (String layer : List.of("unet.down_blocks.0.attn.to_q", "text_encoder.layers.0.fc")) {
            tensors.put(layer + ".lora_A.weight", MemoryCheckpoint.random(1, layer.startsWith("unet") ? 4 : 6));
            tensors.put(layer + ".lora_B.weight", MemoryCheckpoint.random(6, 1));
        }
        Graph graph = new Lora().adapt(network(), MemoryCheckpoint.of(tensors), PREFIX, new Lora.Params(0.25, 0.5)).graph();
        assertEquals(Set.of(0.25, 0.5), Set.copyOf(graph.nodes().stream().filter(n -> n.op() == Op.SCALE).map(n -> n.number("factor", 1)).toList()));
    }

    @Test
    void whatHasNoStrengthChangesNothing() {
        var adapted = new Lora().adapt(network(), overlay(), PREFIX, new Lora.Params(1, 0));
        assertEquals(network(), adapted.graph());
        assertEquals(overlay().names(), adapted.used(), "it was meant for the model nevertheless");
    }

    @Test
    void tellsWhatItUses() {
        var tensors = new HashMap<>(((MemoryCheckpoint) overlay()).tensors());
        tensors.put("lora_unet_elsewhere.lora_up.weight", MemoryCheckpoint.random(2, 2));
        tensors.put(LAYER + "alpha", Tensor.of(new float[] {1}, 1));
        tensors.put(LAYER + "unheard_of", Tensor.of(new float[] {1}, 1));
        assertEquals(Set.of(LAYER + "lora_up.weight", LAYER + "lora_down.weight", LAYER + "alpha"),
                new Lora().adapt(network(), MemoryCheckpoint.of(tensors), PREFIX, new Lora.Params()).used());
    }

    @Test
    void dividesAlphaByTheRank() {
        var tensors = new HashMap<>(((MemoryCheckpoint) overlay()).tensors());
        tensors.put(LAYER + "alpha", Tensor.of(new float[] {1}, 1));
        Graph graph = new Lora().adapt(network(), MemoryCheckpoint.of(tensors), PREFIX, new Lora.Params()).graph();
        assertEquals(List.of(0.5), graph.nodes().stream().filter(n -> n.op() == Op.SCALE).map((Node n) -> n.number("factor", 1)).toList());
    }

    /** Whatever is in a file of a user is refused or left out, and never this plugin's fault. */
    @TestFactory
    Stream<DynamicTest> refusesWhatDoesNotFit() {
        return Stream.of(
                file("lora_up.weight", new int[] {5, 2}, "lora_down.weight", new int[] {2, 4}), file("lora_up.weight", new int[] {6, 3}, "lora_down.weight", new int[] {2, 4}),
                file("lora_up.weight", new int[] {1, 2}, "lora_down.weight", new int[] {2, 4}), file("lora_up.weight", new int[] {6}, "lora_down.weight", new int[] {2, 4}),
                file("lora_up.weight", new int[] {6, 2}, "lora_down.weight", new int[] {2, 4}, "lora_mid.weight", new int[] {2, 2}), file("diff", new int[] {4, 6}), file("diff", new int[] {1}),
                file("lora_up.weight", new int[] {6, 2}, "lora_down.weight", new int[] {2, 4}, "alpha", new int[] {2}), file("weight", new int[] {5}, "on_input", new int[] {1}),
                file("lokr_w1", new int[] {4}, "lokr_w2_a", new int[] {3}, "lokr_w2_b", new int[] {2, 2}, "lokr_t2", new int[] {2}), file("diff_b", new int[] {4}),
                file("lora_up.weight", new int[] {6, 2}, "lora_down.weight", new int[] {2, 4}, "dora_scale", new int[] {3, 1}), file("weight", new int[] {3, 3}, "on_input", new int[] {2}),
                file("hada_w1_a", new int[] {6, 2}, "hada_w1_b", new int[] {2, 4}, "hada_w2_a", new int[] {6, 1}, "hada_w2_b", new int[] {2, 4}))
                .map(file -> DynamicTest.dynamicTest(file.names().toString(), () -> {
                    Problem problem = assertThrows(Problem.class, () -> new Lora().adapt(network(), file, PREFIX, new Lora.Params()));
                    assertEquals(Problem.Kind.INVALID, problem.kind());
                    assertTrue(problem.getMessage().contains("adapter"), problem.getMessage());
                }));
    }
}
