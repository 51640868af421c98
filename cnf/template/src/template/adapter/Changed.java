package template.adapter;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mezzotint.model.Checkpoint;
import mezzotint.tensor.Tensor;

/**
 * A model with differences added to some of its tensors, as they are read.
 *
 * @param strength of the differences
 */
record Changed(Checkpoint model, Checkpoint differences, double strength) implements Checkpoint {

    private boolean changes(String name) {
        return differences.names().contains(name + Example.SUFFIX);
    }

    @Override
    public Set<String> names() {
        return model.names();
    }

    @Override
    public int[] shape(String name) {
        return model.shape(name);
    }

    @Override
    public String type(String name) {
        return changes(name) ? "F32" : model.type(name);
    }

    @Override
    public ByteBuffer bytes(String name) {
        if (!changes(name)) {
            return model.bytes(name);
        }
        float[] values = tensor(name).toArray();
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }

    @Override
    public Tensor tensor(String name) {
        Tensor before = model.tensor(name);
        return changes(name) ? before.plus(differences.tensor(name + Example.SUFFIX).times(strength)) : before;
    }

    @Override
    public Map<String, String> metadata() {
        return model.metadata();
    }

    @Override
    public Optional<byte[]> resource(String path) {
        return model.resource(path);
    }

    @Override
    public void close() {
        model.close();
    }
}
