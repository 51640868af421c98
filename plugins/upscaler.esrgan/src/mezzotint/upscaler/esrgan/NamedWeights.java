package mezzotint.upscaler.esrgan;

import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;

/**
 * The tensors of a file by the names that the trainer's network gives them.
 *
 * @param wrapper what stands before each name in the file; may be empty
 */
record NamedWeights(Checkpoint file, String wrapper) {

    boolean has(String name) {
        return file.names().contains(wrapper + name);
    }

    int[] shape(String name) {
        return file.shape(wrapper + name);
    }

    /**
     * The shape of a convolution, [out, in, height, width].
     *
     * @throws Problem of kind {@code INVALID} if there is none of that name, or it has another number of sides
     */
    int[] convolution(String name) {
        int[] shape = shape(name + ".weight");
        if (shape.length != 4 || shape[2] != 3 || shape[3] != 3) {
            throw Problem.invalid("the tensor " + wrapper + name + ".weight has " + shape.length + " sides or another window than 3x3", "choose another file");
        }
        return shape;
    }
}
