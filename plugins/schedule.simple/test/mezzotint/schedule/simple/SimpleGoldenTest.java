package mezzotint.schedule.simple;

import mezzotint.plugin.None;
import mezzotint.testkit.GoldenScheduleContract;

class SimpleGoldenTest implements GoldenScheduleContract<None> {

    @Override
    public Simple schedule() {
        return new Simple();
    }

    @Override
    public String reference() {
        return "simple";
    }
}
