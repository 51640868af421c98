package mezzotint.backend.pytorch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;

/** Random weights in memory, made as they are asked for the first time with a shape. */
final class MemoryCheckpoint implements Checkpoint {

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Random random = new Random(7);
    private final String type;
    /** Thrown by the next reading of values; null for none. */
    Error failure;

    /** @param type F32, F16 or BF16 */
    MemoryCheckpoint(String type) {
        this.type = type;
    }

    /** Adds a tensor of values that the type holds exactly. */
    String add(String name, int... shape) {
        int count = 1;
        for (int length : shape) {
            count *= length;
        }
        float[] values = new float[count];
        double scale = 1 / Math.sqrt((double) count / shape[0]);
        for (int i = 0; i < count; i++) {
            values[i] = rounded((float) (random.nextGaussian() * scale + (shape.length == 1 ? 0.5 : 0)));
        }
        tensors.put(name, Tensor.of(values, shape));
        return name;
    }

    private float rounded(float value) {
        return switch (type) {
            case "F16" -> Math.abs(value) < 1e-4f ? 0 : Float.intBitsToFloat(Float.floatToIntBits(value) & 0xffffe000);
            case "BF16" -> Float.intBitsToFloat(Float.floatToIntBits(value) & 0xffff0000);
            default -> value;
        };
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
        return type;
    }

    @Override
    public ByteBuffer bytes(String name) {
        if (failure != null) {
            Error e = failure;
            failure = null;
            throw e;
        }
        float[] values = tensor(name).toArray();
        ByteBuffer out = ByteBuffer.allocateDirect(values.length * (type.equals("F32") ? 4 : 2)).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            int bits = Float.floatToIntBits(value);
            switch (type) {
                case "F16" -> out.putShort((short) (value == 0 ? 0 : (bits >>> 16 & 0x8000) | ((bits >>> 23 & 0xff) - 112 << 10) | (bits >>> 13 & 0x3ff)));
                case "BF16" -> out.putShort((short) (bits >>> 16));
                default -> out.putFloat(value);
            }
        }
        return out.flip();
    }

    @Override
    public Tensor tensor(String name) {
        if (!tensors.containsKey(name)) {
            throw Problem.invalid("no tensor is called " + name, "add it");
        }
        return tensors.get(name);
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public Optional<byte[]> resource(String path) {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
