package mezzotint.adapter.lora;

import java.util.Map;
import java.util.Set;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;

/**
 * What an adapter's file holds for one layer of a model.
 *
 * @param tensors their names in the file, by what they are: {@code lora_up}, {@code alpha}
 */
record Layer(Checkpoint file, Map<String, String> tensors) {

    boolean has(String role) {
        return tensors.containsKey(role);
    }

    Set<String> roles() {
        return tensors.keySet();
    }

    int[] shape(String role) {
        return file.shape(tensors.get(role));
    }

    /** The length of one of a tensor's axes; 1 where there is none such. */
    int length(String role, int axis) {
        int[] shape = shape(role);
        return axis < shape.length ? shape[axis] : 1;
    }

    /** @throws Problem of kind {@code INVALID} if it is more than a number, or none */
    double number(String role) {
        float[] values = file.tensor(tensors.get(role)).toArray();
        if (values.length != 1 || !Float.isFinite(values[0])) {
            throw Problem.invalid("the tensor " + tensors.get(role) + " of the adapter is no number", "download the adapter again");
        }
        return values[0];
    }
}
