package mezzotint.schedule.polyexponential;

import mezzotint.testkit.ScheduleContract;

class PolyExponentialTest implements ScheduleContract<PolyExponential.Params> {

    @Override
    public PolyExponential schedule() {
        return new PolyExponential();
    }
}
