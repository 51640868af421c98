package mezzotint.schedule.beta;

import mezzotint.testkit.ScheduleContract;

class BetaTest implements ScheduleContract<Beta.Params> {

    @Override
    public Beta schedule() {
        return new Beta();
    }
}
