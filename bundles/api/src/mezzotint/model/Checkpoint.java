package mezzotint.model;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mezzotint.tensor.Tensor;

/**
 * The tensors of one model, read from disk as they are asked for. A format gives them the names that the file has; a folder of several files gives
 * each name the sub-folder it comes from. An {@link Architecture} gives them one naming, which all others can rely on: the component and the path of
 * its module in diffusers, as in {@code unet.down_blocks.0.resnets.1.conv1.weight}, {@code vae.decoder.conv_in.bias} and
 * {@code text_encoder_2.text_model.final_layer_norm.weight}.
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
