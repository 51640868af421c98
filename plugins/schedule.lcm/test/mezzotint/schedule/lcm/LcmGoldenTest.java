package mezzotint.schedule.lcm;

import mezzotint.testkit.GoldenScheduleContract;

class LcmGoldenTest implements GoldenScheduleContract<Lcm.Params> {

    @Override
    public Lcm schedule() {
        return new Lcm();
    }

    @Override
    public String reference() {
        return "diffusers/LCMScheduler|leading";
    }

    /** Single precision, in another table of the same levels. */
    @Override
    public double tolerance() {
        return 2e-5;
    }
}
