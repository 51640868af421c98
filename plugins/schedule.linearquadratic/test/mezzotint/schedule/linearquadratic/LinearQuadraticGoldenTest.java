package mezzotint.schedule.linearquadratic;

import mezzotint.plugin.None;
import mezzotint.testkit.GoldenScheduleContract;

class LinearQuadraticGoldenTest implements GoldenScheduleContract<None> {

    @Override
    public LinearQuadratic schedule() {
        return new LinearQuadratic();
    }

    @Override
    public String reference() {
        return "comfyui/linear_quadratic";
    }
}
