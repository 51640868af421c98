package mezzotint.core.contract;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import mezzotint.fault.Limits;

/** Of a hook whose answers are not looked at: what it gives is looked at where it is used, or is a plugin's object with a contract of its own. */
final class TimeRule extends HookContract<Object> {

    TimeRule(Class<?> type, ToDoubleFunction<Limits> limit, boolean aside) {
        super(type, limit, aside, Object.class);
    }

    @Override
    Optional<Violation> check(Call call, Object answer) {
        return Optional.empty();
    }
}
