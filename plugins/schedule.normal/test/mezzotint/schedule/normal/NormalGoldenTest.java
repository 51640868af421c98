package mezzotint.schedule.normal;

import mezzotint.plugin.None;
import mezzotint.testkit.GoldenScheduleContract;

class NormalGoldenTest implements GoldenScheduleContract<None> {

    @Override
    public Normal schedule() {
        return new Normal();
    }

    @Override
    public String reference() {
        return "normal";
    }
}
