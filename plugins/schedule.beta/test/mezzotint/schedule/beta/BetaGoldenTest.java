package mezzotint.schedule.beta;

import mezzotint.testkit.GoldenScheduleContract;

class BetaGoldenTest implements GoldenScheduleContract<Beta.Params> {

    @Override
    public Beta schedule() {
        return new Beta();
    }

    @Override
    public String reference() {
        return "beta";
    }
}
