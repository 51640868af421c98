package mezzotint.schedule.leading;

import static org.junit.jupiter.api.Assertions.assertTrue;

import mezzotint.testkit.ScheduleContract;
import org.junit.jupiter.api.Test;

class LeadingTest implements ScheduleContract<Leading.Params> {

    @Override
    public Leading schedule() {
        return new Leading();
    }

    @Test
    void fallsFromAnyOffset() {
        for (int offset = 0; offset <= 10; offset++) {
            for (int steps : new int[] {1, 250, 500, 1000, 1001}) {
                double[] sigmas = new Leading().sigmas(steps, LEVELS, new Leading.Params(offset));
                for (int i = 1; i < sigmas.length; i++) {
                    assertTrue(sigmas[i] < sigmas[i - 1], "level " + i + " of " + steps + " steps from " + offset + " does not fall: " + sigmas[i]);
                }
            }
        }
    }
}
