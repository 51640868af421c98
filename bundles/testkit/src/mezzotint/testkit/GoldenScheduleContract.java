package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mezzotint.diffusion.Ramp;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.Parameters;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Compares a schedule with a reference's, for every model and step count among the golden values. */
@Tag(Goldens.TAG)
public interface GoldenScheduleContract<P extends Record> {

    Schedule<P> schedule();

    /** Its name among A1111's golden values; or with that of another program before it, {@code comfyui/beta} or {@code diffusers/CLASS|SPACING}. */
    String reference();

    /** Relative; A1111 computes in single precision. */
    default double tolerance() {
        return 2e-6;
    }

    @TestFactory
    default List<DynamicTest> agreesWithTheReference() {
        JsonObject all = Goldens.json("schedules/schedules.json").getAsJsonObject();
        var tests = new ArrayList<DynamicTest>();
        if (reference().startsWith("comfyui/")) {
            JsonObject curves = all.getAsJsonObject("comfyui").getAsJsonObject("eps").getAsJsonObject("schedulers");
            add(tests, "sd15", curves.getAsJsonObject(reference().substring(8)));
        } else if (reference().startsWith("diffusers/")) {
            add(tests, "diffusers", all.getAsJsonObject("diffusers").getAsJsonObject(reference().substring(10)));
        } else {
            JsonObject models = all.getAsJsonObject("a1111");
            models.keySet().forEach(model -> add(tests, model, models.getAsJsonObject(model).getAsJsonObject("schedulers").getAsJsonObject(reference())));
        }
        assertFalse(tests.isEmpty(), "no golden values are named " + reference());
        return tests;
    }

    private void add(List<DynamicTest> tests, String model, JsonObject counts) {
        if (counts != null) {
            counts.keySet().stream().filter(steps -> compares(Integer.parseInt(steps))).forEach(steps -> tests.add(DynamicTest.dynamicTest(
                    model + ", " + steps + " steps", () -> compare(model, Integer.parseInt(steps), expected(model, counts.get(steps))))));
        }
    }

    /** Levels; some of diffusers' classes tell the timesteps alone. */
    private static double[] expected(String model, JsonElement curve) {
        if (curve.isJsonArray()) {
            return LevelTable.doubles(curve.getAsJsonArray());
        }
        JsonObject told = curve.getAsJsonObject();
        if (told.has("sigmas")) {
            return LevelTable.doubles(told.getAsJsonArray("sigmas"));
        }
        double[] timesteps = LevelTable.doubles(told.getAsJsonArray("timesteps"));
        return Ramp.toZero(timesteps.length, i -> LevelTable.golden(model).sigma(timesteps[i]));
    }

    private void compare(String model, int steps, double[] expected) {
        double[] actual = sigmas(schedule(), model, steps);
        assertEquals(expected.length, actual.length, "number of levels");
        for (int i = 0; i < actual.length; i++) {
            assertEquals(expected[i], actual[i], tolerance() * expected[i], "level " + i);
        }
    }

    /** Whether the reference makes sense with a number of steps. */
    default boolean compares(int steps) {
        return true;
    }

    /** Parameters that a model implies. */
    default Map<String, Object> implied(String model) {
        return Map.of();
    }

    private double[] sigmas(Schedule<P> schedule, String model, int steps) {
        return schedule.sigmas(steps, LevelTable.golden(model), Parameters.of(schedule, implied(model)));
    }
}
