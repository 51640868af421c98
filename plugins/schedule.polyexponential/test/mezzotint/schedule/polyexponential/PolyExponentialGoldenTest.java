package mezzotint.schedule.polyexponential;

import mezzotint.testkit.GoldenScheduleContract;

class PolyExponentialGoldenTest implements GoldenScheduleContract<PolyExponential.Params> {

    @Override
    public PolyExponential schedule() {
        return new PolyExponential();
    }

    @Override
    public String reference() {
        return "polyexponential";
    }
}
