package mezzotint.schedule.exponential;

import mezzotint.plugin.None;
import mezzotint.testkit.GoldenScheduleContract;

class ExponentialGoldenTest implements GoldenScheduleContract<None> {

    @Override
    public Exponential schedule() {
        return new Exponential();
    }

    @Override
    public String reference() {
        return "exponential";
    }
}
