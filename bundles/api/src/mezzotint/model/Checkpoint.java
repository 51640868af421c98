package mezzotint.model;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mezzotint.tensor.Tensor;

/**
 * The tensors of one model, read from disk as they are asked for. A folder of several files gives
 * each name the sub-folder it comes from, as in {@code unet.conv_in.weight}.
 */
public interface Checkpoint extends AutoCloseable {

    Set<String> names();

    /** @throws mezzotint.plugin.Problem of kind {@code INVALID} if there is no tensor of that name */
    int[] shape(String name);

    /** Element type as safetensors spells it: F32, F16, BF16, I8. */
    String type(String name);

    /** The raw bytes, little-endian, mapped from the file. */
    ByteBuffer bytes(String name);

    /** The values as 32-bit floats. */
    Tensor tensor(String name);

    Map<String, String> metadata();

    /**
     * A small file that came with the tensors: a configuration, a vocabulary.
     *
     * @param path relative to the model's folder, as in {@code unet/config.json}
     */
    Optional<byte[]> resource(String path);

    @Override
    void close();
}
