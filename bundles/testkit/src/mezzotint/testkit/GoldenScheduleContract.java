package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.Parameters;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Compares a schedule with A1111's of the same name, for every model and step count among the golden values. */
@Tag(Goldens.TAG)
public interface GoldenScheduleContract<P extends Record> {

    Schedule<P> schedule();

    /** Its name in the golden values. */
    String reference();

    /** Relative; A1111 computes in single precision. */
    default double tolerance() {
        return 2e-6;
    }

    @TestFactory
    default List<DynamicTest> agreesWithTheReference() {
        JsonObject models = Goldens.json("schedules/schedules.json").getAsJsonObject().getAsJsonObject("a1111");
        var tests = new ArrayList<DynamicTest>();
        for (String model : models.keySet()) {
            JsonObject counts = models.getAsJsonObject(model).getAsJsonObject("schedulers").getAsJsonObject(reference());
            if (counts != null) {
                counts.keySet().forEach(steps -> tests.add(DynamicTest.dynamicTest(model + ", " + steps + " steps",
                        () -> compare(model, Integer.parseInt(steps), LevelTable.doubles(counts.getAsJsonArray(steps))))));
            }
        }
        assertFalse(tests.isEmpty(), "no golden values are named " + reference());
        return tests;
    }

    private void compare(String model, int steps, double[] expected) {
        double[] actual = sigmas(schedule(), model, steps);
        assertEquals(expected.length, actual.length, "number of levels");
        for (int i = 0; i < actual.length; i++) {
            assertEquals(expected[i], actual[i], tolerance() * expected[i], "level " + i);
        }
    }

    @SuppressWarnings("unchecked")
    private static <P extends Record> double[] sigmas(Schedule<P> schedule, String model, int steps) {
        return schedule.sigmas(steps, LevelTable.golden(model), Parameters.defaults((Class<P>) Parameters.type(schedule)));
    }
}
