package mezzotint.schedule.alignyoursteps;

import mezzotint.testkit.ScheduleContract;

class AlignYourStepsTest implements ScheduleContract<AlignYourSteps.Params> {

    @Override
    public AlignYourSteps schedule() {
        return new AlignYourSteps();
    }
}
