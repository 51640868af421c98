package mezzotint.schedule.leading;

import mezzotint.testkit.GoldenScheduleContract;

class LeadingGoldenTest implements GoldenScheduleContract<Leading.Params> {

    @Override
    public Leading schedule() {
        return new Leading();
    }

    @Override
    public String reference() {
        return "diffusers/EulerDiscreteScheduler|leading";
    }

    /** Single precision, in another table of the same levels. */
    @Override
    public double tolerance() {
        return 2e-5;
    }
}
