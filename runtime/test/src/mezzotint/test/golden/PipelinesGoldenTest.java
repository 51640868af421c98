package mezzotint.test.golden;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mezzotint.diffusion.Levels;
import mezzotint.diffusion.Noise;
import mezzotint.diffusion.NoiseSource;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.Schedule;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugins;
import mezzotint.studio.Request;
import mezzotint.studio.Studio;
import mezzotint.studio.Uploads;
import mezzotint.tensor.Tensor;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.Safetensors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Whole walks end on the reference's latents. The levels and the noise of a run are given to the
 * workbench by a schedule and a noise source of the test's own: plugins like any other.
 */
@Tag(Goldens.TAG)
class PipelinesGoldenTest {

    private static final double TOLERANCE = 5e-4;
    /** The steps of this walk are as long as its error says, which is near to what single precision rounds. */
    private static final double ADAPTIVE = 5e-3;
    /** Schedulers of diffusers and the samplers that do the same. */
    private static final Map<String, String> SAMPLERS = Map.of("EulerDiscreteScheduler", "euler",
            "EulerAncestralDiscreteScheduler", "eulera", "DPMSolverMultistepScheduler", "dpmpp2m", "DDIMScheduler", "ddim");
    /** What a run of text to image says of itself; one that says more needs a part that is not built yet. */
    private static final List<String> PLAIN = List.of("prompt", "negative_prompt", "steps", "cfg", "height", "width", "net", "scheduler",
            "scheduler_config", "unet_calls", "noise_draws", "generator_seed", "latents_std", "clip_fraction", "max_abs_diff_to_float64", "guidance_rescale", "note", "prompt_2",
            "original_size", "crops_coords_top_left", "target_size", "negative_original_size", "negative_crops_coords_top_left", "negative_target_size");

    /** What a run from a picture says of itself besides. */
    private static final List<String> FROM_A_PICTURE = List.of("strength", "noise_order", "mask");

    /**
     * A walk in the scale of k-diffusion, where noise is added to the latent.
     *
     * @param noise what is drawn, in this order
     */
    private record Walk(double[] sigmas, List<Tensor> noise, Tensor end) {}

    @TestFactory
    Stream<DynamicTest> asDiffusers() throws Exception {
        var runs = Goldens.json("pipes/pipes.json").getAsJsonObject().entrySet().stream()
                .filter(run -> Files.exists(Goldens.path("pipes/" + run.getKey() + ".safetensors")) && isPlain(run.getValue().getAsJsonObject()))
                .toList();
        assertTrue(!runs.isEmpty());
        return runs.stream().map(run -> DynamicTest.dynamicTest(run.getKey(), () -> assertDiffusers(run.getKey(), run.getValue().getAsJsonObject())));
    }

    @TestFactory
    Stream<DynamicTest> asA1111() throws Exception {
        GoldenModel.offer("tiny-sd15");
        var runs = Goldens.json("pipes/a1111.json").getAsJsonObject().entrySet().stream().filter(run -> sampler(run.getValue().getAsJsonObject()) != null)
                .toList();
        assertTrue(!runs.isEmpty());
        return runs.stream().map(run -> DynamicTest.dynamicTest(run.getKey(), () -> assertA1111(run.getKey(), run.getValue().getAsJsonObject())));
    }

    /** The runs from noise again, with the levels that a schedule of ours gives for the number of steps. */
    @TestFactory
    Stream<DynamicTest> asA1111WithOurLevels() throws Exception {
        GoldenModel.offer("tiny-sd15");
        Plugins plugins = Osgi.service(Plugins.class);
        var runs = Goldens.json("pipes/a1111.json").getAsJsonObject().entrySet().stream()
                .filter(run -> run.getValue().getAsJsonObject().get("denoise").isJsonNull() && sampler(run.getValue().getAsJsonObject()) != null
                        && plugins.knows(Schedule.class, run.getValue().getAsJsonObject().get("schedule").getAsString()))
                .toList();
        assertTrue(!runs.isEmpty());
        return runs.stream().map(run -> DynamicTest.dynamicTest(run.getKey(), () -> {
            JsonObject ours = run.getValue().getAsJsonObject().deepCopy();
            ours.add("our_schedule", ours.get("schedule"));
            assertA1111(run.getKey(), ours);
        }));
    }

    private static boolean isPlain(JsonObject run) {
        return run.keySet().stream().allMatch(key -> PLAIN.contains(key) || FROM_A_PICTURE.contains(key)) && run.has("scheduler") && SAMPLERS.containsKey(run.get("scheduler").getAsString())
                && run.get("net").getAsString().matches("nets/tiny-sd(15|21v|xl)");
    }

    /** The walk of txt2img_euler again, with kohya's LoRA from the prompt over the denoiser and the text encoder. */
    @Test
    void asDiffusersWithAnAdapter() throws Exception {
        GoldenModel.offerExtra("Lora", "nets/lora/kohya.safetensors");
        JsonObject run = Goldens.json("pipes/pipes.json").getAsJsonObject().getAsJsonObject("txt2img_euler").deepCopy();
        run.addProperty("prompt", run.get("prompt").getAsString() + "<lora:kohya:0.8>");
        run.addProperty("parser", "weights");
        run.addProperty("latents", "txt2img_lora0.8");
        assertDiffusers("txt2img_euler", run);
    }

    private void assertDiffusers(String name, JsonObject run) throws Exception {
        Safetensors file = Goldens.tensors("pipes/" + name + ".safetensors");
        Safetensors ends = run.has("latents") ? Goldens.tensors("pipes/" + run.get("latents").getAsString() + ".safetensors") : file;
        JsonObject scheduler = run.getAsJsonObject("scheduler_config");
        String model = run.get("net").getAsString().substring("nets/".length());
        run.addProperty("model", model + "-" + name);
        run.addProperty("parser", run.has("parser") ? run.get("parser").getAsString() : "plain");
        Levels levels = levels(GoldenModel.offer(model, model + "-" + name, scheduler));
        double last = scheduler.has("set_alpha_to_one") && scheduler.get("set_alpha_to_one").getAsBoolean() ? 0 : levels.min();
        double[] sigmas = file.has("sigmas") ? file.doubles("sigmas")
                : DoubleStream.concat(DoubleStream.of(file.doubles("timesteps")).map(levels::sigma), DoubleStream.of(last)).toArray();
        double endScale = file.has("sigmas") ? 1 : Math.sqrt(1 + last * last);
        var noise = new ArrayList<Tensor>();
        if (ends.has("init_latents")) {
            noise.add(ends.tensor("init_latents").times(startScale(run, sigmas[0])).over(sigmas[0]));
        }
        for (int i = 0; file.has("noise." + i); i++) {
            noise.add(file.tensor("noise." + i));
        }
        Walk walk = new Walk(sigmas, noise, ends.tensor("final_latents").times(endScale));
        if (run.has("strength")) {
            run.add("image", begun(run));
        }
        String sampler = SAMPLERS.get(run.get("scheduler").getAsString());
        List<String> prompts = texts(run.get("prompt"));
        List<String> negatives = texts(run.get("negative_prompt"));
        try (ClockedModels clock = new ClockedModels(sigmas, file.doubles("timesteps"))) {
            for (int row = 0; row < prompts.size(); row++) {
                assertEnds(run, row(walk, row), sampler, Map.of(), prompts.get(row), negatives.get(row));
            }
        }
    }

    /** Where diffusers starts: as far out as its scheduler says, in this scale. */
    private static double startScale(JsonObject run, double sigma) {
        var spacing = run.getAsJsonObject("scheduler_config").get("timestep_spacing").getAsString();
        boolean euler = run.get("scheduler").getAsString().startsWith("Euler");
        return euler && !spacing.equals("leading") ? sigma : Math.sqrt(sigma * sigma + 1);
    }

    private void assertA1111(String name, JsonObject run) throws Exception {
        Safetensors file = Goldens.tensors("pipes/a1111/" + name + ".safetensors");
        Levels levels = levels(Goldens.path("nets/tiny-sd15"));
        boolean vp = file.has("timesteps");
        double[] sigmas = !vp ? file.doubles("sigmas")
                : sampler(run).equals("unipc") ? even(file.doubles("timesteps").length, levels) : reversed(file.doubles("timesteps"), levels);
        Tensor start = vp ? file.tensor("init_latents").times(Math.sqrt(1 + sigmas[0] * sigmas[0])) : file.tensor("init_noise").times(sigmas[0]);
        if (file.has("init_image_latents")) {
            // From a picture that is not among the goldens; where such a walk begins is tested with the plugin.
            start = start.plus(file.tensor("init_image_latents"));
        }
        double last = sigmas[sigmas.length - 1];
        var noise = new ArrayList<>(List.of(start.over(sigmas[0])));
        if (file.has("noise")) {
            int[] shape = file.shape("noise");
            Tensor all = file.tensor("noise");
            for (int i = 0; i < shape[0]; i++) {
                noise.add(all.rows(i, i + 1).reshape(shape[1], shape[2], shape[3], shape[4]));
            }
        }
        Walk walk = new Walk(sigmas, noise, file.tensor("final_latents").times(vp ? Math.sqrt(1 + last * last) : 1));
        var params = new HashMap<String, Object>();
        run.getAsJsonObject("args").entrySet().stream().filter(a -> a.getKey().equals("eta"))
                .forEach(a -> params.put("eta", a.getValue().getAsDouble()));
        run.addProperty("model", "tiny-sd15");
        run.addProperty("height", 8 * start.size(2));
        run.addProperty("width", 8 * start.size(3));
        assertEnds(run, walk, sampler(run), params, run.get("prompt").getAsString(), run.get("negative_prompt").getAsString());
    }

    /** The parameters with which a run begins at the picture. */
    private static JsonObject begun(JsonObject run) throws IOException {
        var params = new JsonObject();
        params.addProperty("picture", upload("img2img_input"));
        if (run.has("mask")) {
            params.addProperty("mask", upload("inpaint_mask"));
            params.addProperty("blur", 0);
        }
        params.add("strength", run.get("strength"));
        params.addProperty("from", "diffusers");
        return params;
    }

    private static String upload(String name) throws IOException {
        return Osgi.service(Uploads.class).keep(Files.readAllBytes(Goldens.path("pipes/" + name + ".png")));
    }

    /** A1111's UniPC spaces its steps evenly over the model's time by itself; of the timesteps it is given only the number counts, 7 for 6 steps. */
    private static double[] even(int steps, Levels levels) {
        return IntStream.rangeClosed(0, steps).mapToDouble(i -> levels.sigma((levels.count() - 1) * (1 - (double) i / steps))).toArray();
    }

    private static double[] reversed(double[] timesteps, Levels levels) {
        double[] sigmas = new double[timesteps.length];
        for (int i = 0; i < sigmas.length; i++) {
            sigmas[i] = levels.sigma(timesteps[timesteps.length - 1 - i]);
        }
        return sigmas;
    }

    private static void assertEnds(JsonObject run, Walk walk, String sampler, Map<String, Object> params, String prompt, String negative) {
        var context = Osgi.context();
        Schedule<None> schedule = new GoldenSchedule(walk.sigmas());
        NoiseSource<None> source = new GoldenNoise(walk);
        var first = context.registerService(Schedule.class, schedule, named());
        var second = context.registerService(NoiseSource.class, source, named());
        try {
            Map<String, Object> settings = settings(run, walk, prompt, negative);
            settings.put("sampler", Map.of("id", sampler, "params", params));
            // The encoder has a part in these, so each engine makes them.
            for (String engine : run.has("image") ? GoldenModel.engines().toList() : List.of("")) {
                settings.put("backend", engine);
                Studio studio = Osgi.service(Studio.class);
                Request request = studio.request(settings);
                Tensor latent = studio.generate(request, progress -> {}).get(0).latent();
                Goldens.assertClose("the latent " + engine, doubles(walk.end()), latent.toArray(), sampler.equals("dpmadaptive") ? ADAPTIVE : TOLERANCE);
            }
        } finally {
            first.unregister();
            second.unregister();
        }
    }

    private static Map<String, Object> settings(JsonObject run, Walk walk, String prompt, String negative) {
        int steps = run.has("image") && run.has("steps") ? run.get("steps").getAsInt() : walk.sigmas().length - 1;
        var settings = new HashMap<String, Object>(Map.of("model", run.get("model").getAsString(), "prompt", prompt, "negative", negative,
                "cfg", run.get("cfg").getAsDouble(), "width", run.get("width").getAsInt(), "height", run.get("height").getAsInt(), "seed", 1,
                "steps", steps, "noise", "golden"));
        if (run.has("image")) {
            settings.put("image", Map.of("id", run.has("mask") ? "inpaint" : "start", "params", new Gson().fromJson(run.get("image"), Map.class)));
        }
        settings.put("schedule", run.has("our_schedule") ? run.get("our_schedule").getAsString() : "golden");
        if (run.has("guidance_rescale")) {
            settings.put("guidance", Map.of("id", "rescale", "params",
                    Map.of("rescale", run.get("guidance_rescale").getAsDouble(), "velocity", run.get("net").getAsString().endsWith("v"))));
        }
        if (run.has("parser")) {
            settings.put("parser", run.get("parser").getAsString());
        }
        settings.put("encoder", Map.of("id", "clip", "params", encoding(run)));
        return settings;
    }

    /** What the text encoders of Stable Diffusion XL are told beside the prompt. */
    private static Map<String, Object> encoding(JsonObject run) {
        var params = new HashMap<String, Object>();
        if (run.has("prompt_2")) {
            params.put("second", run.get("prompt_2").getAsString());
        }
        if (run.has("original_size")) {
            params.put("size", size(run, "original_size", "crops_coords_top_left"));
            params.put("negativeSize", size(run, "negative_original_size", "negative_crops_coords_top_left"));
            params.put("target", size(run, "target_size", "negative_crops_coords_top_left"));
        }
        return params;
    }

    /** Diffusers has the height first. */
    private static String size(JsonObject run, String size, String crop) {
        var sides = run.getAsJsonArray(size);
        var corner = run.getAsJsonArray(crop);
        return sides.get(1) + "x" + sides.get(0) + "+" + corner.get(1) + "+" + corner.get(0);
    }

    /** The levels of a run; where it is asked for a step more, there is one more to be discarded before the last. */
    private record GoldenSchedule(double[] levels) implements Schedule<None> {
        @Override
        public double[] sigmas(int steps, Levels model, None params) {
            int last = levels.length - 1;
            return steps == last ? levels : DoubleStream.concat(Arrays.stream(levels, 0, last), DoubleStream.of(levels[last - 1] / 2, levels[last])).toArray();
        }
    }

    private record GoldenNoise(Walk walk) implements NoiseSource<None> {
        @Override
        public Noise noise(long[] seeds, int[] shape, double[] sigmas, None params) {
            var queue = new ArrayDeque<>(walk.noise());
            return new Noise() {
                @Override
                public Tensor next() {
                    return queue.remove();
                }

                @Override
                public Tensor between(double sigma, double next) {
                    return queue.remove();
                }
            };
        }
    }

    private static Dictionary<String, Object> named() {
        return new Hashtable<>(Map.of("mezzotint.id", "golden", "mezzotint.label", "Golden", "mezzotint.source", ""));
    }

    private static Levels levels(Path model) throws Exception {
        try (GoldenModel golden = GoldenModel.open(model)) {
            return golden.networks().levels();
        }
    }

    /** Id of the sampler that does what A1111's function does; null where there is none. */
    private static String sampler(JsonObject run) {
        try {
            return Osgi.service(Plugins.class).find(Sampler.class, run.get("sampler").getAsString().replaceFirst("^sample_", "")).id();
        } catch (mezzotint.plugin.Problem e) {
            System.out.println("no sampler for " + run.get("sampler") + ": its golden run is left to a later plugin");
            return null;
        }
    }

    private static Walk row(Walk walk, int row) {
        return new Walk(walk.sigmas(), walk.noise().stream().map(n -> n.rows(row, row + 1)).toList(), walk.end().rows(row, row + 1));
    }

    private static List<String> texts(JsonElement json) {
        return json.isJsonNull() ? List.of("") : json.isJsonArray() ? json.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList() : List.of(json.getAsString());
    }

    private static double[] doubles(Tensor tensor) {
        float[] values = tensor.toArray();
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i];
        }
        return out;
    }
}
