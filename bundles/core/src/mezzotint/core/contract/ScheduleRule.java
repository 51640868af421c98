package mezzotint.core.contract;

import java.util.Optional;
import mezzotint.diffusion.Levels;
import mezzotint.diffusion.Schedule;
import mezzotint.fault.Limits;

/** Levels that a walk can follow, for half to twice the steps that were asked for. */
final class ScheduleRule extends HookContract<double[]> {

    ScheduleRule() {
        super(Schedule.class, Limits::others, false, double[].class);
    }

    @Override
    Optional<Violation> check(Call call, double[] sigmas) {
        return Values.levels(sigmas).or(() -> count(sigmas.length - 1, call.<Integer>arg(0), call.arg(1)));
    }

    private static Optional<Violation> count(int steps, int asked, Levels levels) {
        int least = Math.min(asked, levels.count()) / 2;
        return steps >= least && steps <= 2 * asked ? Optional.empty()
                : Violation.shape("gave levels for " + steps + " steps where " + asked + " were asked for");
    }
}
