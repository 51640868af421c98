package mezzotint.schedule.list;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mezzotint.plugin.Problem;
import mezzotint.testkit.ScheduleContract;
import org.junit.jupiter.api.Test;

class ListedTest implements ScheduleContract<Listed.Params> {

    @Override
    public Listed schedule() {
        return new Listed();
    }

    @Test
    void givesTheLevelsThatAreListed() {
        assertArrayEquals(new double[] {14, 3, 0.5, 0}, sigmas("14, 3 0.5,0", 3), 1e-12);
    }

    @Test
    void spreadsThemForAnotherNumberOfSteps() {
        assertArrayEquals(new double[] {16, 8, 4, 2, 1, 0}, sigmas("16, 4, 1", 5), 1e-12);
    }

    @Test
    void readsTimesteps() {
        assertArrayEquals(new double[] {LEVELS.sigma(999), LEVELS.sigma(500), 0}, schedule().sigmas(2, LEVELS, new Listed.Params("999, 500", true)), 1e-12);
    }

    @Test
    void refusesWhatIsNoList() {
        refused("", 3, "is empty");
        refused("a lot", 3, "no numbers");
        refused("1, 2", 2, "value 2");
        refused("3, -1", 2, "value 2");
        refused("NaN", 1, "value 1");
        refused("3", 2, "one level for 2 steps");
    }

    private void refused(String values, int steps, String words) {
        Problem problem = assertThrows(Problem.class, () -> sigmas(values, steps));
        assertTrue(problem.getMessage().contains(words), problem.getMessage());
    }

    private double[] sigmas(String values, int steps) {
        return schedule().sigmas(steps, LEVELS, new Listed.Params(values, false));
    }
}
