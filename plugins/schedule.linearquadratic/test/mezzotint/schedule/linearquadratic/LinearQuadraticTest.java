package mezzotint.schedule.linearquadratic;

import mezzotint.plugin.None;
import mezzotint.testkit.ScheduleContract;

class LinearQuadraticTest implements ScheduleContract<None> {

    @Override
    public LinearQuadratic schedule() {
        return new LinearQuadratic();
    }
}
