package mezzotint.testkit;

import com.google.gson.JsonArray;
import java.util.Arrays;
import java.util.stream.IntStream;
import mezzotint.diffusion.Levels;

/** The levels of a model, from the table of its cumulative products of alpha. */
public final class LevelTable implements Levels {

    private final double[] logs;

    public LevelTable(double[] alphasCumprod) {
        logs = Arrays.stream(alphasCumprod).map(a -> Math.log((1 - a) / a) / 2).toArray();
    }

    /** The table among the golden values that is named for a model: sd15, sdxl, zsnr. */
    public static LevelTable golden(String model) {
        var tables = Goldens.json("schedules/schedules.json").getAsJsonObject().getAsJsonObject("alphas_cumprod");
        String name = tables.keySet().stream().filter(n -> n.contains(model)).findFirst()
                .orElseThrow(() -> new AssertionError("no table of alphas_cumprod is named for " + model));
        return new LevelTable(doubles(tables.getAsJsonArray(name)));
    }

    static double[] doubles(JsonArray array) {
        return IntStream.range(0, array.size()).mapToDouble(i -> array.get(i).getAsDouble()).toArray();
    }

    @Override
    public int count() {
        return logs.length;
    }

    @Override
    public double sigma(double timestep) {
        double t = Math.max(0, Math.min(logs.length - 1, timestep));
        int low = Math.min((int) t, logs.length - 2);
        return Math.exp(logs[low] + (logs[low + 1] - logs[low]) * (t - low));
    }

    @Override
    public double timestep(double sigma) {
        double log = Math.log(sigma);
        int at = Arrays.binarySearch(logs, log);
        int low = Math.max(0, Math.min(at >= 0 ? at : -at - 2, logs.length - 2));
        double t = low + (log - logs[low]) / (logs[low + 1] - logs[low]);
        return Math.max(0, Math.min(logs.length - 1, t));
    }
}
