package mezzotint.schedule.ddim;

import mezzotint.plugin.None;
import mezzotint.testkit.ScheduleContract;

class DdimTest implements ScheduleContract<None> {

    @Override
    public Ddim schedule() {
        return new Ddim();
    }
}
