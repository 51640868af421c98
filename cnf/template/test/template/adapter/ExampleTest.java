package template.adapter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Map;
import mezzotint.model.Checkpoint;
import mezzotint.tensor.Tensor;
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
        return MemoryCheckpoint.of(Map.of("a", Tensor.of(new float[] {1, 2}, 2), "b", Tensor.of(new float[] {3}, 1)));
    }

    @Override
    public Checkpoint overlay() {
        return MemoryCheckpoint.of(Map.of("a.diff", Tensor.of(new float[] {10, 20}, 2)));
    }

    @Test
    void addsAsMuchAsAsked() {
        Checkpoint changed = adapter().apply(model(), overlay(), new Example.Params(0.5));
        assertArrayEquals(new float[] {6, 12}, changed.tensor("a").toArray());
        assertArrayEquals(new float[] {3}, changed.tensor("b").toArray());
    }
}
