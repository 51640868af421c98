package mezzotint.core.contract;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import mezzotint.fault.Limits;

/**
 * What a hook must keep to, or an object that a plugin hands out: to be done in a time, and to give something that the next can use. A rule
 * for each hook says what; {@link HookContracts} has them all. Immutable, and called from several threads at once.
 *
 * @param <R> the answer that is looked at; others of its methods may give what they like, but nothing is always too little
 */
public abstract class HookContract<R> {

    private final Class<?> type;
    private final ToDoubleFunction<Limits> limit;
    private final boolean aside;
    private final Class<? super R> answer;

    /**
     * @param type interface of the hook
     * @param limit seconds for its own code in one go; 0 for as long as it likes
     * @param aside whether others can go on while it stalls
     */
    HookContract(Class<?> type, ToDoubleFunction<Limits> limit, boolean aside, Class<? super R> answer) {
        this.type = type;
        this.limit = limit;
        this.aside = aside;
        this.answer = answer;
    }

    /** What is wrong with an answer, which is never null. */
    abstract Optional<Violation> check(Call call, R answer);

    /**
     * A call that was answered.
     *
     * @param made the arguments of the call that gave the object which answers; none for a hook
     */
    record Call(Object[] made, Object[] args) {

        @SuppressWarnings("unchecked")
        <T> T arg(int place) {
            return (T) args[place];
        }
    }

    boolean covers(Class<?> declaring) {
        return type.isAssignableFrom(declaring);
    }

    /** Seconds that its own code may take in one go; 0 for as long as it likes. */
    public final double seconds(Limits limits) {
        return limit.applyAsDouble(limits);
    }

    /** Whether others can go on while it stalls; then it runs on a thread of its own. */
    public final boolean aside() {
        return aside;
    }

    /**
     * What is wrong with an answer.
     *
     * @param made the arguments of the call that gave the object which answers; none for a hook
     */
    @SuppressWarnings("unchecked")
    public final Optional<Violation> violation(Object[] made, Object[] args, Object result) {
        if (result == null) {
            return Violation.nothing();
        }
        return answer.isInstance(result) ? check(new Call(made, args), (R) result) : Optional.empty();
    }
}
