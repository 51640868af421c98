package mezzotint.testkit;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One run of a reference sampler. Some count in timesteps and keep x at unit variance; here all of
 * them speak of levels, and of x as {@link mezzotint.diffusion.Sampler} does.
 *
 * @param name family and name
 * @param range the levels, where the reference chooses them between the ends it is given
 */
record GoldenRun(String name, Map<String, Object> args, double[] range, Safetensors file) {

    private static final List<String> FILES = List.of("ksamplers", "diffusers");

    /** The runs whose whole name matches a regular expression. */
    static List<GoldenRun> matching(String pattern) {
        return FILES.stream().flatMap(file -> matching(file, pattern)).toList();
    }

    private static Stream<GoldenRun> matching(String name, String pattern) {
        JsonObject runs = Goldens.json("samplers/" + name + ".json").getAsJsonObject().getAsJsonObject("runs");
        Safetensors file = Goldens.tensors("samplers/" + name + ".safetensors");
        return runs.entrySet().stream().filter(run -> run.getKey().matches(pattern)).map(run -> new GoldenRun(run.getKey(),
                args(run.getValue().getAsJsonObject().getAsJsonObject("args")), range(run.getValue().getAsJsonObject()), file));
    }

    /** Whether it is of diffusers, which computes in single precision. */
    boolean isSingle() {
        return name.startsWith("diffusers/");
    }

    /** The names our parameters have: {@code s_churn} is churn, {@code solver_type} is solver. */
    private static Map<String, Object> args(JsonObject given) {
        var args = new TreeMap<String, Object>();
        given.asMap().forEach((name, value) -> {
            // No limit is our default; what is returned beside the latent is no matter of the sampler's.
            if (!value.isJsonNull() && !value.getAsString().equals("inf") && !name.equals("return_info")) {
                args.put(name.replaceFirst("^s_", "").replaceFirst("_type$", ""), plain(value));
            }
        });
        return args;
    }

    /** As many levels as the reference has calls, from the highest to the lowest; it does not go to 0. */
    private static double[] range(JsonObject run) {
        JsonObject given = run.getAsJsonObject("sched");
        if (!given.has("sigma_max")) {
            return new double[0];
        }
        int count = given.has("n") ? given.get("n").getAsInt() : 2;
        double last = given.get("sigma_min").getAsDouble();
        double first = given.get("sigma_max").getAsDouble();
        return IntStream.rangeClosed(0, count).mapToDouble(i -> i == count ? last : first * Math.pow(last / first, (double) i / count)).toArray();
    }

    private static Object plain(JsonElement value) {
        var p = value.getAsJsonPrimitive();
        return p.isNumber() ? (Object) p.getAsDouble() : p.isBoolean() ? (Object) p.getAsBoolean() : p.getAsString();
    }

    /** Whether the latents are those of a flow model. */
    boolean isFlow() {
        return name.startsWith("comfy_flow/");
    }

    /** The levels the sampler is given. */
    double[] sigmas() {
        if (range.length > 0) {
            return range.clone();
        }
        if (!timed()) {
            return values("sigmas");
        }
        double[] rising = values("timesteps");
        return levels(IntStream.range(0, rising.length).mapToDouble(i -> rising[rising.length - 1 - i]).toArray());
    }

    /** The level of each call of the model. */
    double[] evaluated() {
        return timed() ? levels(values("eval_sigmas")) : values("eval_sigmas");
    }

    /** The latent of a call of the model. */
    double[] latent(int evaluation) {
        return scaled(row("eval_x", evaluation), evaluated()[evaluation]);
    }

    double[] start() {
        return scaled(values("x_init"), sigmas()[0]);
    }

    double[] end() {
        double[] sigmas = sigmas();
        return scaled(values("final"), sigmas[sigmas.length - 1]);
    }

    int[] shape() {
        return file.shape(name + "/x_init");
    }

    /** Number of rows of an array of the run; 0 if it has none. */
    int count(String array) {
        return file.has(name + "/" + array) ? file.shape(name + "/" + array)[0] : 0;
    }

    double[] row(String array, int row) {
        double[] all = values(array);
        int width = all.length / count(array);
        return Arrays.copyOfRange(all, row * width, (row + 1) * width);
    }

    private double[] values(String array) {
        return file.doubles(name + "/" + array);
    }

    private boolean timed() {
        return file.has(name + "/timesteps");
    }

    private static double[] levels(double[] timesteps) {
        return Arrays.stream(timesteps).map(LevelTable.golden("sd15")::sigma).toArray();
    }

    /** Scaled from unit variance, where the run keeps it, to data of unit variance plus noise. */
    private double[] scaled(double[] x, double sigma) {
        double factor = timed() ? Math.sqrt(1 + sigma * sigma) : 1;
        return Arrays.stream(x).map(v -> v * factor).toArray();
    }
}
