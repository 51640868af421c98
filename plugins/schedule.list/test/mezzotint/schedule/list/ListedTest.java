package mezzotint.schedule.list;

import mezzotint.testkit.ScheduleContract;

class ListedTest implements ScheduleContract<Listed.Params> {

    @Override
    public Listed schedule() {
        return new Listed();
    }
}
