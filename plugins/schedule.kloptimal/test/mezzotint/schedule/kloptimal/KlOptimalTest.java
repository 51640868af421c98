package mezzotint.schedule.kloptimal;

import mezzotint.plugin.None;
import mezzotint.testkit.ScheduleContract;

class KlOptimalTest implements ScheduleContract<None> {

    @Override
    public KlOptimal schedule() {
        return new KlOptimal();
    }
}
