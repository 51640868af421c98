package mezzotint.schedule.betatimesteps;

import mezzotint.testkit.GoldenScheduleContract;

class BetaTimestepsGoldenTest implements GoldenScheduleContract<BetaTimesteps.Params> {

    @Override
    public BetaTimesteps schedule() {
        return new BetaTimesteps();
    }

    @Override
    public String reference() {
        return "comfyui/beta";
    }

    /** ComfyUI has its levels in single precision. */
    @Override
    public double tolerance() {
        return 2e-5;
    }
}
