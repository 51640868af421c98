package mezzotint.core.contract;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import mezzotint.tensor.Tensor;

/** What is asked of tensors and levels, whoever gives them. */
final class Values {

    /** Levels of a schedule in a message. */
    private static final int SHOWN = 20;

    private Values() {}

    static Optional<Violation> tensor(Tensor given, int[] shape) {
        return given == null ? Violation.nothing() : Arrays.equals(given.shape(), shape) ? number(given)
                : Violation.shape("gave the shape " + Arrays.toString(given.shape()) + " where " + Arrays.toString(shape) + " is needed");
    }

    static Optional<Violation> number(Tensor given) {
        return given.isFinite() ? Optional.empty() : Violation.number("gave a value that is no number");
    }

    /** Levels that stay for a step do no harm, so a parameter may lead to them. */
    static Optional<Violation> levels(double[] sigmas) {
        boolean sound = sigmas.length > 1 && Arrays.stream(sigmas).allMatch(Double::isFinite) && sigmas[sigmas.length - 1] >= 0
                && Arrays.stream(sigmas, 0, sigmas.length - 1).allMatch(s -> s > 0)
                && IntStream.range(1, sigmas.length).allMatch(i -> sigmas[i] <= sigmas[i - 1]);
        return sound ? Optional.empty() : Violation.number("gave levels that no walk can follow: " + shortened(sigmas));
    }

    private static String shortened(double[] sigmas) {
        return sigmas.length <= SHOWN ? Arrays.toString(sigmas) : Arrays.toString(Arrays.copyOf(sigmas, SHOWN)).replace("]", ", ..]");
    }
}
