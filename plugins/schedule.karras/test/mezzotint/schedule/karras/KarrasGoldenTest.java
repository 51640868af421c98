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

    /**
     * The reference takes the difference of two roots in single precision before it raises it to the
     * seventh power: half an ulp of the highest root (3.3 at zero terminal SNR) against a root of 0.75,
     * times seven, is 2e-6 by itself.
     */
    @Override
    public double tolerance() {
        return 4e-6;
    }
}
