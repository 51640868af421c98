package mezzotint.core.pipeline;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import mezzotint.backend.Program;
import mezzotint.core.guard.Guard;
import mezzotint.fault.Fault;
import mezzotint.tensor.Tensor;

/**
 * A network whose outputs are looked at for what the walk needs.
 *
 * @param engine the plugin that is to blame for them
 */
public record CheckedNetwork(Program program, Supplier<?> engine) {

    /** The one output of the network, which has the shape. */
    public Tensor only(Map<String, Tensor> inputs, int... shape) {
        return shaped(program.run(inputs).values().stream().findFirst().orElse(null), shape);
    }

    /** Outputs of the network, which have the shapes. */
    Map<String, Tensor> outputs(Map<String, Tensor> inputs, Map<String, int[]> shapes) {
        Map<String, Tensor> outputs = program.run(inputs);
        shapes.forEach((name, shape) -> shaped(outputs.get(name), shape));
        return outputs;
    }

    private Tensor shaped(Tensor output, int... shape) {
        if (output == null) {
            throw Guard.blame(engine.get(), Fault.Kind.NOTHING, "gave no output");
        }
        if (!Arrays.equals(output.shape(), shape)) {
            throw Guard.blame(engine.get(), Fault.Kind.SHAPE, "gave the shape " + Arrays.toString(output.shape()) + " where " + Arrays.toString(shape)
                    + " is needed");
        }
        return output;
    }
}
