package mezzotint.test.sd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mezzotint.image.Image;
import mezzotint.image.Png;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Pixels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What clients write is understood as AUTOMATIC1111 understands it: names, old names, wrong names, and words for nothing. */
class SdWordsTest {

    private static final String PATH = "/sdapi/v1/txt2img";
    private static final String PICTURE = Base64.getEncoder().encodeToString(Png.encode(Image.paint(16, 16, (x, y) -> x * y)));

    @BeforeAll
    static void offerModel() throws IOException {
        GoldenModel.offer("tiny-sd15");
    }

    private static Api.Answer post(Map<String, ?> more) {
        var wish = new HashMap<String, Object>(Map.of("prompt", "a cat", "seed", 5, "steps", 2, "width", 64, "height", 64,
                "override_settings", Map.of("sd_model_checkpoint", "tiny-sd15")));
        wish.putAll(more);
        return Api.post(PATH, wish);
    }

    private static JsonObject info(Api.Answer answer) {
        assertEquals(200, answer.status(), answer.toString());
        return JsonParser.parseString(answer.text("info")).getAsJsonObject();
    }

    private static String notes(Api.Answer answer) {
        return info(answer).has("notes") ? info(answer).get("notes").toString() : "";
    }

    /** Sampler, scheduler, and what is taken. */
    private record Named(String sampler, String scheduler, String taken, String schedule, String note) {}

    @TestFactory
    Stream<DynamicTest> samplersAndSchedulersAreTakenAsA1111TakesThem() {
        return Stream.of(
                new Named("DPM++ 2M SDE Heun", "", "DPM++ 2M SDE Heun", "Automatic", ""),
                new Named("DPM++ 2M SDE Heun Karras", "", "DPM++ 2M SDE Heun", "Karras", ""),
                new Named("k_dpmpp_2m_sde_heun", "", "DPM++ 2M SDE Heun", "Automatic", ""),
                new Named("uni_pc_bh2", "", "uni_pc_bh2", "Automatic", ""),
                new Named("k_dpmpp_2m_ka", "", "DPM++ 2M", "Karras", ""),
                new Named("dpmpp_2m_k", "", "DPM++ 2M", "Karras", ""),
                new Named("DPM++ 2M Karras", "exponential", "DPM++ 2M", "Karras", ""),
                new Named("Euler", "sgm_uniform", "Euler", "SGM Uniform", ""),
                new Named("Euler", "SGMUniform", "Euler", "SGM Uniform", ""),
                new Named("Euler", "None", "Euler", "Automatic", ""),
                new Named("DPM slow", "", "Euler", "Automatic", "no sampler is called DPM slow, so Euler was taken"),
                new Named("DPM slow Karras", "", "Euler", "Karras", "no sampler is called DPM slow Karras"),
                new Named("string", "", "Euler", "Automatic", "no sampler is called string"),
                new Named("Begin anew", "simple", "Euler", "Simple", "no sampler is called Begin anew"),
                new Named("eulr", "", "Euler", "Automatic", "no sampler is called eulr"),
                new Named("None", "", "Euler", "Automatic", ""),
                new Named("null", "", "Euler", "Automatic", ""),
                new Named("", "", "Euler", "Automatic", ""),
                new Named("Euler a", "N/A", "Euler a", "Automatic", "no schedule is called N/A"),
                new Named("Euler a", "carras", "Euler a", "Automatic", "no schedule is called carras"),
                new Named("Euler a", "turbos", "Euler a", "Automatic", "no schedule is called turbos"),
                new Named("Euler a", "x".repeat(5000), "Euler a", "Automatic", "no schedule is called xxx"))
                .map(named -> DynamicTest.dynamicTest(named.sampler() + " / " + named.scheduler().replaceAll("x{9,}", "x.."), () -> assertTaken(named)));
    }

    private static void assertTaken(Named named) {
        Api.Answer answer = post(Map.of("sampler_name", named.sampler(), "scheduler", named.scheduler()));
        assertEquals(named.taken(), info(answer).get("sampler_name").getAsString());
        assertEquals(named.schedule(), answer.object().getAsJsonObject("parameters").get("scheduler").getAsString());
        assertTrue(named.note().isEmpty() ? notes(answer).isEmpty() : notes(answer).contains(named.note()), notes(answer));
        assertTrue(notes(answer).length() < 300, notes(answer));
    }

    @Test
    void anAliasThatSetsAParameterMakesItsOwnPicture() {
        int heun = Pixels.of(post(Map.of("sampler_name", "DPM++ 2M SDE Heun", "steps", 4)));
        assertEquals(heun, Pixels.of(post(Map.of("sampler_name", "k_dpmpp_2m_sde_heun", "steps", 4))));
        assertNotEquals(heun, Pixels.of(post(Map.of("sampler_name", "DPM++ 2M SDE", "steps", 4))));
    }

    @TestFactory
    Stream<DynamicTest> noLimitIsWrittenInManyWays() {
        int churned = Pixels.of(post(Map.of("sampler_name", "Euler", "s_churn", 20)));
        return Stream.of("1e308", "1e999", "Infinity", "\"inf\"", "\"Infinity\"", "1000001", "0").map(limit -> DynamicTest.dynamicTest(limit, () -> {
            String body = "{\"prompt\": \"a cat\", \"seed\": 5, \"steps\": 2, \"width\": 64, \"height\": 64, \"sampler_name\": \"Euler\", \"s_churn\": 20, \"s_tmax\": "
                    + limit + ", \"override_settings\": {\"sd_model_checkpoint\": \"tiny-sd15\"}}";
            Api.Answer answer = Api.post(PATH, body.getBytes(StandardCharsets.UTF_8));
            assertEquals(churned, Pixels.of(answer));
        }));
    }

    @TestFactory
    Stream<DynamicTest> stylesThatThereAreNotChangeNothing() {
        return Stream.of(List.of("None"), List.of(""), Arrays.asList((Object) null), List.of("Nobody's"), List.of(7, Map.of()), List.of())
                .map(styles -> DynamicTest.dynamicTest(String.valueOf(styles), () -> {
                    Api.Answer answer = post(Map.of("styles", styles));
                    assertEquals("a cat", info(answer).get("prompt").getAsString());
                    assertEquals(styles.contains("Nobody's") || styles.contains(7), notes(answer).contains("no style is called"), notes(answer));
                }));
    }

    @TestFactory
    Stream<DynamicTest> wordsForNothingAreNothing() {
        Map<String, Object> off = Map.of("enabled", false);
        return Stream.of(
                Map.of("refiner_checkpoint", "None", "refiner_switch_at", 0.8), Map.of("refiner_checkpoint", "none"), Map.of("refiner_checkpoint", ""),
                Map.of("script_name", "None"), Map.of("script_name", "none", "script_args", List.of(1)), Map.of("restore_faces", false, "tiling", false),
                script("ADetailer", List.of(false)), script("ADetailer", List.of(false, false, Map.of("ad_model", "face_yolov8n.pt"))),
                script("ADetailer", List.of(true, false, Map.of("ad_model", "None"))), script("ADetailer", List.of(Map.of("ad_model", "None"))),
                script("Refiner", List.of(false, "", 0.8)), script("Tiled Diffusion", Map.of("enabled", false)), script("Soft inpainting", List.of(off)),
                script("FreeU", Arrays.asList(null, null)), script("Extra options", List.of()), script("Dynamic Prompts", List.of(Map.of())))
                .map(wish -> DynamicTest.dynamicTest(wish.toString(), () -> assertEquals("", notes(post(wish)))));
    }

    private static Map<String, Object> script(String name, Object args) {
        return Map.of("alwayson_scripts", Map.of(name, Map.of("args", args)));
    }

    @TestFactory
    Stream<DynamicTest> whatIsSwitchedOnIsRefusedInWords() {
        return Stream.of(List.of(true), List.of(true, false, Map.of("ad_model", "face_yolov8n.pt")), List.of(Map.of("ad_model", "face_yolov8n.pt")), List.of(Map.of("enabled", true)), List.of(0.5))
                .map(args -> DynamicTest.dynamicTest(args.toString(), () -> {
                    Api.Answer answer = post(script("ADetailer", args));
                    assertEquals(501, answer.status(), answer.toString());
                    assertTrue(answer.text("detail").contains("script \"ADetailer\""), answer.toString());
                }));
    }

    /** Units of ControlNet: refused, for nothing here steers, or left out. */
    @TestFactory
    Stream<DynamicTest> unitsAreReadByTheirOldNamesToo() {
        return Stream.<Map<String, Object>>of(
                Map.of("image", PICTURE), Map.of("input_image", PICTURE, "lowvram", true), Map.of("image", List.of(PICTURE, PICTURE)),
                Map.of("image", Map.of("image", PICTURE, "mask", PICTURE)), Map.of("input_image", PICTURE, "mask", PICTURE, "guidance", 0.8),
                Map.of("module", "canny", "mask_image", PICTURE), Map.of("model", "control_canny [e3fe7712]"))
                .map(unit -> DynamicTest.dynamicTest(unit.keySet().toString(), () -> {
                    Api.Answer answer = post(script("ControlNet", Arrays.asList(null, true, unit, false)));
                    assertEquals(501, answer.status(), answer.toString());
                    assertTrue(answer.text("detail").contains("provides conditioner"), answer.toString());
                    var off = new HashMap<String, Object>(unit);
                    off.put("enabled", false);
                    assertEquals("", notes(post(script("controlnet", List.of(off)))));
                }));
    }

    @TestFactory
    Stream<DynamicTest> unitsThatAskForNothingAreSaid() {
        return Stream.of(Map.of(), Map.of("enabled", true), Map.of("module", "none", "model", "None"), Map.of("weight", 0.5), Map.of("model", "none", "lowvram", true))
                .map(unit -> DynamicTest.dynamicTest(unit.toString(), () -> {
                    String notes = notes(post(script("ControlNet", List.of(unit))));
                    assertTrue(notes.contains("a ControlNet unit has neither module, model nor image"), notes);
                }));
    }

    @TestFactory
    Stream<DynamicTest> withoutAnUpscalerAPictureStaysAsItWas() throws IOException {
        return Stream.<Map<String, Object>>of(Map.of(), Map.of("upscaler_1", "None"), Map.of("upscaler_1", "none", "upscaling_resize", 4), Map.of("upscaler_1", "", "upscaler_2", "None"),
                Map.of("resize_mode", 1, "upscaling_resize_w", 64, "upscaling_resize_h", 64)).map(wish -> DynamicTest.dynamicTest(wish.toString(), () -> {
                    var one = new HashMap<String, Object>(wish);
                    one.put("image", PICTURE);
                    assertEquals(PICTURE, Api.post("/sdapi/v1/extra-single-image", one).text("image"));
                    var several = new HashMap<String, Object>(wish);
                    several.put("imageList", List.of(Map.of("data", PICTURE, "name", "a.png")));
                    assertEquals(PICTURE, Api.post("/sdapi/v1/extra-batch-images", several).object().getAsJsonArray("images").get(0).getAsString());
                }));
    }

    @Test
    void afterAPictureTheStateIsThatOfTheLast() {
        String stamp = info(post(Map.of("steps", 3, "n_iter", 2))).get("job_timestamp").getAsString();
        JsonObject progress = Api.get("/sdapi/v1/progress").object();
        assertEquals(0, progress.get("progress").getAsDouble());
        JsonObject state = progress.getAsJsonObject("state");
        assertEquals(stamp, state.get("job_timestamp").getAsString());
        assertEquals(3, state.get("sampling_steps").getAsInt());
        assertEquals(2, state.get("job_no").getAsInt());
        assertEquals(0, state.get("job_count").getAsInt());
        assertEquals("", state.get("job").getAsString());
    }
}
