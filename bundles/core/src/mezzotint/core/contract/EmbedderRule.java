package mezzotint.core.contract;

import java.util.Optional;
import java.util.stream.IntStream;
import mezzotint.catalog.Embedder;
import mezzotint.fault.Limits;

/** A vector of finite numbers. */
final class EmbedderRule extends HookContract<float[]> {

    EmbedderRule() {
        super(Embedder.class, Limits::others, true, float[].class);
    }

    @Override
    Optional<Violation> check(Call call, float[] vector) {
        return IntStream.range(0, vector.length).allMatch(i -> Float.isFinite(vector[i])) ? Optional.empty()
                : Violation.number("gave a vector with a value that is no number");
    }
}
