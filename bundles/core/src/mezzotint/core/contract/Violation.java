package mezzotint.core.contract;

import java.util.Optional;
import mezzotint.fault.Fault;

/**
 * What a plugin gave that breaks the contract of its hook.
 *
 * @param did the end of a sentence that begins with the plugin, as in {@code gave nothing}
 */
public record Violation(Fault.Kind kind, String did) {

    static Optional<Violation> nothing() {
        return Optional.of(new Violation(Fault.Kind.NOTHING, "gave nothing"));
    }

    public static Optional<Violation> shape(String did) {
        return Optional.of(new Violation(Fault.Kind.SHAPE, did));
    }

    static Optional<Violation> number(String did) {
        return Optional.of(new Violation(Fault.Kind.NUMBER, did));
    }
}
