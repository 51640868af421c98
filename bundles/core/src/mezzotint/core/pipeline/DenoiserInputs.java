package mezzotint.core.pipeline;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mezzotint.core.contract.Violation;
import mezzotint.diffusion.Conditioning;
import mezzotint.fault.Fault;
import mezzotint.graph.Graph;
import mezzotint.graph.Input;
import mezzotint.graph.Size;
import mezzotint.tensor.Tensor;

/** What a denoising network takes. An engine refuses what does not fit too, but cannot tell which plugin gave it. */
final class DenoiserInputs {

    static final String LATENT = "x";
    static final String TIME = "time";

    private final Input latent;
    /** The name of the latent's first axis. */
    private final String batch;
    /** What a conditioning tells it. */
    private final List<Input> told;
    private final Set<String> names;

    DenoiserInputs(Graph denoiser) {
        Map<Boolean, List<Input>> inputs = denoiser.inputs().stream().filter(i -> !i.name().equals(TIME))
                .collect(Collectors.partitioningBy(i -> i.name().equals(LATENT)));
        latent = inputs.get(true).get(0);
        batch = latent.shape().get(0).toString();
        told = inputs.get(false);
        names = told.stream().map(Input::name).collect(Collectors.toSet());
    }

    /** The inputs that a conditioning may fill. */
    Set<String> names() {
        return names;
    }

    /** What is wrong with a latent; its height and width are the engine's to judge. */
    Optional<Violation> misfit(int[] x) {
        return names(x).isPresent() ? Optional.empty() : Optional.of(misshapen(latent, x));
    }

    /** What is wrong with a conditioning for such a latent. Each of its inputs has one row for all pictures, or one for each. */
    Optional<Violation> misfit(Conditioning given, int[] x) {
        Map<String, Integer> names = names(x).orElseThrow();
        return told.stream().flatMap(input -> {
            Tensor value = given.inputs().get(input.name());
            names.put(batch, isOneForEach(value, x) ? x[0] : 1);
            return misfit(input, value, names).stream();
        }).findFirst();
    }

    private static boolean isOneForEach(Tensor value, int[] x) {
        return value != null && value.shape().length > 0 && value.size(0) == x[0];
    }

    private static Optional<Violation> misfit(Input input, Tensor value, Map<String, Integer> names) {
        if (value == null) {
            return input.optional() ? Optional.empty() : Optional.of(new Violation(Fault.Kind.NOTHING, "gave nothing where " + input + " is needed"));
        }
        return fits(input, value.shape(), names) ? Optional.empty() : Optional.of(misshapen(input, value.shape()));
    }

    private static Violation misshapen(Input input, int[] shape) {
        return new Violation(Fault.Kind.SHAPE, "gave " + input.name() + Arrays.toString(shape) + " where " + input + " is needed");
    }

    /** The sizes that go by names, as one picture of that latent has them; none if it does not fit. */
    private Optional<Map<String, Integer>> names(int[] x) {
        int[] one = x.clone();
        if (one.length > 0) {
            one[0] = 1;
        }
        var names = new HashMap<String, Integer>();
        return fits(latent, one, names) ? Optional.of(names) : Optional.empty();
    }

    private static boolean fits(Input input, int[] shape, Map<String, Integer> names) {
        if (shape.length != input.shape().size()) {
            return false;
        }
        for (int axis = 0; axis < shape.length; axis++) {
            int given = shape[axis];
            Size size = input.shape().get(axis);
            int needed = size instanceof Size.Named named ? names.computeIfAbsent(named.name(), n -> given) : size.bind(names);
            if (given != needed || given < 1) {
                return false;
            }
        }
        return true;
    }
}
