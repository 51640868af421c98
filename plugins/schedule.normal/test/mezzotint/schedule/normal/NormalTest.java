package mezzotint.schedule.normal;

import mezzotint.plugin.None;
import mezzotint.testkit.ScheduleContract;

class NormalTest implements ScheduleContract<None> {

    @Override
    public Normal schedule() {
        return new Normal();
    }
}
