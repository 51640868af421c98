package mezzotint.schedule.simple;

import mezzotint.plugin.None;
import mezzotint.testkit.ScheduleContract;

class SimpleTest implements ScheduleContract<None> {

    @Override
    public Simple schedule() {
        return new Simple();
    }
}
