package mezzotint.schedule.uniform;

import mezzotint.plugin.None;
import mezzotint.testkit.ScheduleContract;

class UniformTest implements ScheduleContract<None> {

    @Override
    public Uniform schedule() {
        return new Uniform();
    }
}
