package mezzotint.schedule.lcm;

import mezzotint.testkit.ScheduleContract;

class LcmTest implements ScheduleContract<Lcm.Params> {

    @Override
    public Lcm schedule() {
        return new Lcm();
    }
}
