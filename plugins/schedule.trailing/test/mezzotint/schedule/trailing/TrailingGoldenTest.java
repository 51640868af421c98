package mezzotint.schedule.trailing;

import mezzotint.plugin.None;
import mezzotint.testkit.GoldenScheduleContract;

class TrailingGoldenTest implements GoldenScheduleContract<None> {

    @Override
    public Trailing schedule() {
        return new Trailing();
    }

    @Override
    public String reference() {
        return "diffusers/EulerDiscreteScheduler|trailing";
    }

    /** Single precision, in another table of the same levels. */
    @Override
    public double tolerance() {
        return 2e-5;
    }
}
