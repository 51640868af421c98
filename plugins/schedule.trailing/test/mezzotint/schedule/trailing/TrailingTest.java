package mezzotint.schedule.trailing;

import mezzotint.plugin.None;
import mezzotint.testkit.ScheduleContract;

class TrailingTest implements ScheduleContract<None> {

    @Override
    public Trailing schedule() {
        return new Trailing();
    }
}
