package mezzotint.schedule.sgmuniform;

import mezzotint.plugin.None;
import mezzotint.testkit.ScheduleContract;

class SgmUniformTest implements ScheduleContract<None> {

    @Override
    public SgmUniform schedule() {
        return new SgmUniform();
    }
}
