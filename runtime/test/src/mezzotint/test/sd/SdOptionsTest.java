package mezzotint.test.sd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.Pixels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The options of {@code /sdapi/v1/options}: what is set is checked when it is set, so that no later picture fails of it. */
class SdOptionsTest {

    private static final String OPTIONS = "/sdapi/v1/options";

    private JsonObject before;

    @BeforeAll
    static void offerModel() throws IOException {
        GoldenModel.offer("tiny-sd15");
    }

    @BeforeEach
    void remember() {
        before = options();
    }

    @AfterEach
    void restore() {
        JsonObject now = options();
        now.keySet().forEach(name -> {
            if (!now.get(name).equals(before.get(name))) {
                assertEquals(200, Api.post(OPTIONS, Collections.singletonMap(name, before.get(name))).status(), name);
            }
        });
    }

    private static JsonObject options() {
        return Api.get(OPTIONS).object();
    }

    private static Api.Answer make(Map<String, Object> overrides) {
        return Api.post("/sdapi/v1/txt2img", Map.of("prompt", "a cat", "seed", 5, "steps", 2, "width", 64, "height", 64, "sampler_name", "Euler a",
                "override_settings", overrides));
    }

    private static JsonObject info(Api.Answer answer) {
        assertEquals(200, answer.status(), answer.toString());
        return JsonParser.parseString(answer.text("info")).getAsJsonObject();
    }

    @TestFactory
    Stream<DynamicTest> whatCannotBeIsRefusedAndTheOldValueStays() {
        Map<String, Object> deep = Map.of("a", List.of(Map.of()));
        return Stream.of(
                Map.entry("samples_format", ".png"), Map.entry("samples_format", "avif"), Map.entry("samples_format", 5), Map.entry("samples_format", deep),
                Map.entry("randn_source", "xyz"), Map.entry("randn_source", 7), Map.entry("CLIP_stop_at_last_layers", 99), Map.entry("CLIP_stop_at_last_layers", 0),
                Map.entry("CLIP_stop_at_last_layers", "many"), Map.entry("jpeg_quality", 101), Map.entry("jpeg_quality", List.of()), Map.entry("return_grid", "perhaps"),
                Map.entry("eta_ancestral", 3), Map.entry("s_churn", -1), Map.entry("uni_pc_order", 50), Map.entry("emphasis", "loud"), Map.entry("sd_vae", deep),
                Map.entry("eta_noise_seed_delta", "x"), Map.entry("face_restoration_model", "x".repeat(2000)), Map.entry("hide_samplers", "Euler"),
                Map.entry("quicksettings_list", Collections.nCopies(1000, "x")), Map.entry("live_preview_refresh_period", "soon"))
                .map(each -> DynamicTest.dynamicTest(each.getKey() + " " + shown(each.getValue()), () -> {
                    Api.Answer answer = Api.post(OPTIONS, Map.of("webp_lossless", true, each.getKey(), each.getValue()));
                    assertEquals(422, answer.status(), answer.toString());
                    assertTrue(answer.json().toString().contains(each.getKey() + " is "), answer.toString());
                    assertEquals(before, options(), "all of it stays as it was");
                    assertEquals(422, make(Map.of(each.getKey(), each.getValue())).status(), "nor for one picture");
                    info(make(Map.of()));
                }));
    }

    private static String shown(Object value) {
        return value.toString().substring(0, Math.min(30, value.toString().length()));
    }

    @TestFactory
    Stream<DynamicTest> nullAndWordsForNothingChangeNothing() {
        return Stream.of("null", "\"None\"", "\"\"").flatMap(nothing -> Stream.of("sd_model_checkpoint", "samples_format", "jpeg_quality").filter(name ->
                nothing.equals("null") || name.equals("sd_model_checkpoint")).map(name -> DynamicTest.dynamicTest(name + " " + nothing, () -> {
                    String change = "{\"" + name + "\": " + nothing + "}";
                    assertEquals(200, Api.post(OPTIONS, change.getBytes(StandardCharsets.UTF_8)).status());
                    assertEquals(before, options());
                    String wish = "{\"prompt\": \"a cat\", \"steps\": 1, \"width\": 64, \"height\": 64, \"override_settings\": " + change + "}";
                    info(Api.post("/sdapi/v1/txt2img", wish.getBytes(StandardCharsets.UTF_8)));
                })));
    }

    @TestFactory
    Stream<DynamicTest> whatIsSetIsKeptInItsOwnType() {
        return Stream.of(Map.<String, Object>entry("samples_format", "WEBP"), Map.<String, Object>entry("jpeg_quality", "55"), Map.<String, Object>entry("return_grid", "no"),
                Map.<String, Object>entry("CLIP_stop_at_last_layers", 2), Map.<String, Object>entry("randn_source", "NV"), Map.<String, Object>entry("s_noise", 1.05),
                Map.<String, Object>entry("hide_samplers", List.of("LMS")))
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    Api.Answer answer = Api.post(OPTIONS, Map.of(each.getKey(), each.getValue()));
                    assertEquals("null", answer.json().toString());
                    String expected = Map.of("samples_format", "\"webp\"", "jpeg_quality", "55", "return_grid", "false", "CLIP_stop_at_last_layers", "2", "randn_source", "\"NV\"",
                            "s_noise", "1.05", "hide_samplers", "[\"LMS\"]").get(each.getKey());
                    assertEquals(expected, options().get(each.getKey()).toString());
                    info(make(Map.of()));
                    restore();
                }));
    }

    @Test
    void theyAreThoseOfA1111WithItsDefaults() {
        assertTrue(before.size() > 250, before.size() + " options");
        Map.of("s_churn", 0.0, "s_tmin", 0.0, "s_tmax", 0.0, "s_noise", 1.0, "inpainting_mask_weight", 1.0, "eta_ancestral", 1.0, "eta_ddim", 0.0, "token_merging_ratio", 0.0)
                .forEach((name, value) -> assertEquals((double) value, before.get(name).getAsDouble(), name));
        Map.of("sd_vae", "Automatic", "grid_format", "png", "face_restoration_model", "CodeFormer", "live_preview_content", "Prompt", "sd_unet", "Automatic", "emphasis", "Original")
                .forEach((name, value) -> assertEquals(value, before.get(name).getAsString(), name));
        assertEquals("", before.get("sd_lora").getAsString().replace("None", ""));
    }

    @Test
    void whatNothingReadsIsKeptAndSaid() {
        assertEquals(200, Api.post(OPTIONS, Map.of("sd_vae", "my.safetensors", "token_merging_ratio", 0.5, "send_seed", false)).status());
        assertEquals("my.safetensors", options().get("sd_vae").getAsString());
        String notes = info(make(Map.of("upcast_attn", true))).get("notes").toString();
        List.of("sd_vae is my.safetensors", "token_merging_ratio is 0.5", "upcast_attn is true").forEach(note -> assertTrue(notes.contains(note), notes));
        assertFalse(notes.contains("send_seed"), "that makes no other picture");
        assertTrue(info(make(Map.of("nobody_knows", 1))).get("notes").toString().contains("no option nobody_knows"));
    }

    @Test
    void optionsOfTheSamplerMakeThePicture() {
        int plain = Pixels.of(make(Map.of()));
        int half = Pixels.of(make(Map.of("eta_ancestral", 0.5)));
        assertNotEquals(plain, half);
        assertEquals(200, Api.post(OPTIONS, Map.of("eta_ancestral", 0.5)).status());
        assertEquals(half, Pixels.of(make(Map.of())));
    }

    @Test
    void theyAreFewAndSmallOnTheDisk() throws IOException {
        byte[] much = ("{\"samples_format\": \"" + "x".repeat(2 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
        assertEquals(413, Api.post(OPTIONS, much).status());
        assertEquals(200, Api.post(OPTIONS, Map.of("my_own", List.of(1, "two"), "jpeg_quality", 70)).status());
        assertFalse(options().has("my_own"));
        String kept = Files.readString(Path.of(Osgi.context().getProperty("mezzotint.home")).resolve("conf/sdapi-options.json"));
        assertTrue(kept.contains("jpeg_quality") && !kept.contains("my_own"), kept);
        assertTrue(kept.contains("\"local user\""), kept);
    }

    @Test
    void aModelIsFoundByTheTitlesOfA1111() {
        assertEquals(200, Api.post(OPTIONS, Map.of("sd_model_checkpoint", "tiny-sd15.safetensors [0123456789]")).status());
        assertEquals("tiny-sd15", options().get("sd_model_checkpoint").getAsString());
        assertEquals("tiny-sd15", Api.get("/sdapi/v1/checkpoint").text("title"));
        assertEquals(400, Api.post(OPTIONS, Map.of("sd_model_checkpoint", "nobody")).status());
        assertEquals("tiny-sd15", options().get("sd_model_checkpoint").getAsString());
    }
}
