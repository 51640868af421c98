package mezzotint.schedule.uniform;

import mezzotint.plugin.None;
import mezzotint.testkit.GoldenScheduleContract;

class UniformGoldenTest implements GoldenScheduleContract<None> {

    @Override
    public Uniform schedule() {
        return new Uniform();
    }

    @Override
    public String reference() {
        return "uniform";
    }
}
