package mezzotint.schedule.karras;

import mezzotint.testkit.GoldenScheduleContract;

class KarrasGoldenTest implements GoldenScheduleContract<Karras.Params> {

    @Override
    public Karras schedule() {
        return new Karras();
    }

    @Override
    public String reference() {
        return "karras";
    }
}
