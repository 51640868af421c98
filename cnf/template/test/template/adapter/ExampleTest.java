package template.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import mezzotint.graph.Drawing;
import mezzotint.graph.Graph;
import mezzotint.graph.Node;
import mezzotint.graph.Op;
import mezzotint.model.Adapter;
import mezzotint.model.Checkpoint;
import mezzotint.testkit.AdapterContract;
import mezzotint.testkit.MemoryCheckpoint;
import org.junit.jupiter.api.Test;

class ExampleTest implements AdapterContract<Example.Params> {

    @Override
    public Example adapter() {
        return new Example();
    }

    @Override
    public Checkpoint model() {
        return MemoryCheckpoint.of(Map.of("a", MemoryCheckpoint.random(2, 3), "b", MemoryCheckpoint.random(2)));
    }

    @Override
    public Graph network() {
        var draw = new Drawing(model()::shape);
        return draw.graph(draw.name(draw.linear(draw.input("x", "batch", 3), draw.weight("a"), draw.weight("b")), "y"));
    }

    @Override
    public Checkpoint overlay() {
        return MemoryCheckpoint.of(Map.of("a.difference", MemoryCheckpoint.random(2, 3), "c.difference", MemoryCheckpoint.random(4)));
    }

    @Test
    void addsAsMuchAsAsked() {
        Adapter.Adapted adapted = adapter().adapt(network(), overlay(), PREFIX, new Example.Params(0.5));
        assertEquals(Set.of("a.difference"), adapted.used());
        Node changed = adapted.graph().byName().get("a");
        assertEquals(Op.ADD, changed.op());
        assertEquals(List.of("a before", "%1"), changed.inputs());
        assertEquals(0.5, adapted.graph().byName().get("%1").number("factor", 1));
    }
}
