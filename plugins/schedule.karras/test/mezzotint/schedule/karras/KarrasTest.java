package mezzotint.schedule.karras;

import mezzotint.testkit.ScheduleContract;

class KarrasTest implements ScheduleContract<Karras.Params> {

    @Override
    public Karras schedule() {
        return new Karras();
    }
}
