package mezzotint.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;

/**
 * A checkpoint of tensors in memory, each of 32-bit floats.
 *
 * @param files small files that came with them, by their path
 */
public record MemoryCheckpoint(Map<String, Tensor> tensors, Map<String, byte[]> files) implements Checkpoint {

    public MemoryCheckpoint {
        tensors = Map.copyOf(tensors);
        files = Map.copyOf(files);
    }

    /** Tensors alone. */
    public static MemoryCheckpoint of(Map<String, Tensor> tensors) {
        return new MemoryCheckpoint(tensors, Map.of());
    }

    /** Normal values, the same for the same shape. */
    public static Tensor random(int... shape) {
        var random = new Random(Arrays.hashCode(shape));
        return Tensor.zeros(shape).map(zero -> random.nextGaussian());
    }

    /** This checkpoint without one of its tensors. */
    public MemoryCheckpoint without(String tensor) {
        var rest = new TreeMap<>(tensors);
        rest.remove(tensor);
        return new MemoryCheckpoint(rest, files);
    }

    @Override
    public Set<String> names() {
        return tensors.keySet();
    }

    @Override
    public int[] shape(String name) {
        return tensor(name).shape();
    }

    @Override
    public String type(String name) {
        tensor(name);
        return "F32";
    }

    @Override
    public ByteBuffer bytes(String name) {
        Tensor tensor = tensor(name);
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * tensor.size()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(tensor.buffer());
        return bytes;
    }

    @Override
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw Problem.invalid("there is no tensor " + name, "choose a model that has it");
        }
        return tensor;
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public Optional<byte[]> resource(String path) {
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public void close() {}
}
