package mezzotint.schedule.betatimesteps;

import mezzotint.testkit.ScheduleContract;

class BetaTimestepsTest implements ScheduleContract<BetaTimesteps.Params> {

    @Override
    public BetaTimesteps schedule() {
        return new BetaTimesteps();
    }
}
