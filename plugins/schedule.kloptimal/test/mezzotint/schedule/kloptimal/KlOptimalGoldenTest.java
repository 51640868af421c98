package mezzotint.schedule.kloptimal;

import mezzotint.plugin.None;
import mezzotint.testkit.GoldenScheduleContract;

class KlOptimalGoldenTest implements GoldenScheduleContract<None> {

    @Override
    public KlOptimal schedule() {
        return new KlOptimal();
    }

    @Override
    public String reference() {
        return "comfyui/kl_optimal";
    }

    /** ComfyUI has its lowest level from single precision. */
    @Override
    public double tolerance() {
        return 2e-5;
    }

    /** ComfyUI divides by zero where there is one step. */
    @Override
    public boolean compares(int steps) {
        return steps > 1;
    }
}
