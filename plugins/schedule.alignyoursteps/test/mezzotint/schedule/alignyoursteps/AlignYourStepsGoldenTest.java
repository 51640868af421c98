package mezzotint.schedule.alignyoursteps;

import java.util.Map;
import mezzotint.testkit.GoldenScheduleContract;

class AlignYourStepsGoldenTest implements GoldenScheduleContract<AlignYourSteps.Params> {

    @Override
    public AlignYourSteps schedule() {
        return new AlignYourSteps();
    }

    @Override
    public String reference() {
        return "align_your_steps";
    }

    /** A1111 rounds the first and last of them to single precision. */
    @Override
    public double tolerance() {
        return 2e-6;
    }

    @Override
    public Map<String, Object> implied(String model) {
        return Map.of("model", model.equals("sdxl") ? "sdxl" : "sd15");
    }

    /** A1111 makes its only step from the lowest level, where there is nothing to do. */
    @Override
    public boolean compares(int steps) {
        return steps > 1;
    }
}
