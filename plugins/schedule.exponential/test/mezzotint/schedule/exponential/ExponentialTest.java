package mezzotint.schedule.exponential;

import mezzotint.plugin.None;
import mezzotint.testkit.ScheduleContract;

class ExponentialTest implements ScheduleContract<None> {

    @Override
    public Exponential schedule() {
        return new Exponential();
    }
}
