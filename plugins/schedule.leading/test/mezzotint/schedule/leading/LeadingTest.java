package mezzotint.schedule.leading;

import mezzotint.testkit.ScheduleContract;

class LeadingTest implements ScheduleContract<Leading.Params> {

    @Override
    public Leading schedule() {
        return new Leading();
    }
}
