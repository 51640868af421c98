package mezzotint.schedule.sgmuniform;

import mezzotint.plugin.None;
import mezzotint.testkit.GoldenScheduleContract;

class SgmUniformGoldenTest implements GoldenScheduleContract<None> {

    @Override
    public SgmUniform schedule() {
        return new SgmUniform();
    }

    @Override
    public String reference() {
        return "sgm_uniform";
    }
}
