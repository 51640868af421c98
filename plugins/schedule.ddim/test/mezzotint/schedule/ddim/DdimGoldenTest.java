package mezzotint.schedule.ddim;

import mezzotint.plugin.None;
import mezzotint.testkit.GoldenScheduleContract;

class DdimGoldenTest implements GoldenScheduleContract<None> {

    @Override
    public Ddim schedule() {
        return new Ddim();
    }

    @Override
    public String reference() {
        return "ddim";
    }
}
