package mezzotint.test.sd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mezzotint.image.Image;
import mezzotint.image.Png;
import mezzotint.image.PostProcessor;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.FlipPlugin;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What {@code /sdapi/v1} cannot do is refused before work starts, in the forms that clients of AUTOMATIC1111 read. */
class SdErrorsTest {

    private static final String PICTURE = Base64.getEncoder().encodeToString(Png.encode(Image.paint(64, 64, (x, y) -> x * y)));

    /** A picture that would unpack to 16 gigabytes; only its header says so. */
    private static final String BOMB = Base64.getEncoder().encodeToString(bomb());

    @BeforeAll
    static void offerModel() throws IOException {
        GoldenModel.offer("tiny-sd15");
    }

    /** @param word that the answer's detail or errors must hold */
    private record Case(String path, Map<String, Object> fields, int status, String word) {

        static Case text(Map<String, Object> fields, int status, String word) {
            return new Case("/sdapi/v1/txt2img", fields, status, word);
        }

        static Case picture(Map<String, Object> fields, int status, String word) {
            return new Case("/sdapi/v1/img2img", fields, status, word);
        }
    }

    private static byte[] bomb() {
        byte[] png = Png.encode(Image.paint(1, 1, (x, y) -> 0));
        ByteBuffer.wrap(png).putInt(16, 64_000).putInt(20, 64_000);
        return png;
    }

    private static Map<String, Object> unit(String name, Object value) {
        return Map.of("alwayson_scripts", Map.of("controlnet", Map.of("args", List.of(Map.of("enabled", true, "module", "canny", name, value)))));
    }

    @TestFactory
    Stream<DynamicTest> isRefusedInTheFormClientsRead() {
        List<Object> init = List.of(PICTURE);
        return Stream.of(
                Case.text(Map.of("override_settings", Map.of("sd_model_checkpoint", "nobody")), 400, "nobody"),
                Case.text(Map.of("override_settings", Map.of("samples_format", "bmp"), "steps", 1), 422, "samples_format is bmp: choose among png"),
                Case.text(Map.of("enable_hr", true), 501, "install one that provides script \"hires\""),
                Case.text(Map.of("restore_faces", true), 501, "provides postprocessor"),
                Case.text(Map.of("tiling", true), 501, "provides optimizer \"seamless\""),
                Case.text(Map.of("refiner_checkpoint", "x", "refiner_switch_at", 0.8), 501, "provides script \"refiner\""),
                Case.text(Map.of("script_name", "X/Y/Z plot"), 501, "X/Y/Z plot"),
                Case.text(Map.of("alwayson_scripts", Map.of("ADetailer", Map.of("args", List.of(true)))), 501, "ADetailer"),
                Case.text(unit("weight", 1), 501, "provides conditioner"),
                Case.text(unit("image", "no picture"), 422, "Invalid encoded image"),
                Case.text(unit("control_mode", "Wild"), 422, "Wild"),
                Case.text(unit("guidance_start", 0.9), 501, "conditioner"),
                Case.picture(Map.of(), 404, "Init image not found"),
                Case.picture(Map.of("init_images", List.of("AAAA")), 422, "Invalid encoded image"),
                Case.picture(Map.of("init_images", List.of("http://example.com/a.png")), 422, "Requests not allowed"),
                Case.picture(Map.of("init_images", List.of(PICTURE, PICTURE)), 501, "provides imagetoimage with pictures"),
                Case.picture(Map.of("init_images", init, "mask", "AAAA"), 422, "Invalid encoded image"),
                Case.text(Map.of("control_units", List.of(Map.of("process", "Canny", "model", "Canny", "image", PICTURE))), 501, "provides conditioner"),
                Case.text(Map.of("control_units", List.of(Map.of("process", "Canny", "strength", 9))), 422, "less than or equal to 2"),
                Case.text(Map.of("ip_adapter", List.of(Map.of("images", init))), 501, "provides conditioner \"ipadapter\""),
                Case.text(Map.of("ip_adapter", "Base"), 422, "not a valid list"),
                Case.text(Map.of("face", Map.of("source_images", init)), 501, "provides conditioner \"face\""),
                Case.picture(Map.of("init_images", init, "face_id", Map.of("mode", "FaceID")), 422, "source_images"),
                Case.text(Map.of("detailer_enabled", true), 501, "provides script \"detailer\""),
                Case.text(Map.of("detailer_enabled", true, "detailer_steps", 100), 422, "less than or equal to 99"),
                new Case("/sdapi/v1/extra-single-image", Map.of("image", PICTURE, "upscaler_1", "SwinIR_4x"), 501, "provides postprocessor"),
                new Case("/sdapi/v1/extra-batch-images", Map.of("upscaler_1", "None"), 422, "imageList"),
                new Case("/sdapi/v1/extra-single-image", Map.of("image", BOMB), 413, "64000x64000"),
                new Case("/sdapi/v1/png-info", Map.of("image", BOMB), 413, "64000x64000"),
                Case.picture(Map.of("init_images", List.of(BOMB)), 413, "64000x64000"),
                new Case("/sdapi/v1/options", Map.of("sd_model_checkpoint", "nobody"), 400, "no model is called nobody"),
                new Case("/sdapi/v1/interrogate", Map.of("image", PICTURE), 501, "provides captioner"),
                new Case("/sdapi/v1/interrogate", Map.of("image", PICTURE, "model", "x"), 404, "Model not found"),
                new Case("/sdapi/v1/png-info", Map.of("image", "AAAA"), 422, "Invalid encoded image"),
                new Case("/sdapi/v1/train/embedding", Map.of(), 501, "no plugin trains models"))
                .map(c -> DynamicTest.dynamicTest(c.path() + " " + c.word(), () -> assertRefused(c)));
    }

    private static void assertRefused(Case wrong) {
        var fields = new HashMap<String, Object>(Map.of("prompt", "a cat", "width", 64, "height", 64, "steps", 2));
        fields.putAll(wrong.fields());
        int jobs = Api.get("/api/jobs").json().getAsJsonArray().size();
        Api.Answer answer = Api.post(wrong.path(), fields);
        assertEquals(wrong.status(), answer.status(), answer.toString());
        JsonObject body = answer.object();
        if (body.get("detail").isJsonArray()) {
            assertTrue(body.toString().contains(wrong.word()), body.toString());
        } else {
            assertEquals(List.of("error", "detail", "body", "errors"), List.copyOf(body.keySet()));
            String said = body.get("detail").getAsString() + body.get("errors").getAsString();
            assertTrue(said.contains(wrong.word()), said);
        }
        assertEquals(jobs, Api.get("/api/jobs").json().getAsJsonArray().size(), "no job was made of it");
    }

    @Test
    void everyFieldThatIsOfAnotherTypeIsNamedAsFastApiDoes() {
        Api.Answer answer = Api.post("/sdapi/v1/txt2img", Map.of("steps", "many", "width", List.of(), "batch_size", 0, "seed", "17", "tiling", "no"));
        assertEquals(422, answer.status(), answer.toString());
        JsonArray faults = answer.object().getAsJsonArray("detail");
        assertEquals(3, faults.size(), faults.toString());
        JsonObject steps = faults.asList().stream().map(f -> f.getAsJsonObject()).filter(f -> f.get("loc").toString().contains("steps")).findFirst().orElseThrow();
        assertEquals("[\"body\",\"steps\"]", steps.get("loc").toString());
        assertEquals("value is not a valid integer", steps.get("msg").getAsString());
        assertEquals("type_error.integer", steps.get("type").getAsString());
    }

    @TestFactory
    Stream<DynamicTest> whatHasNoBodyIsRefused() {
        return Stream.of("txt2img", "img2img", "options", "png-info", "extra-single-image", "extra-batch-images").flatMap(path -> Stream.of("", " ", "null")
                .map(body -> DynamicTest.dynamicTest(path + " " + body, () -> {
                    Api.Answer answer = Api.post("/sdapi/v1/" + path, body.getBytes(StandardCharsets.UTF_8));
                    assertEquals(422, answer.status(), answer.toString());
                    assertEquals(JsonParser.parseString("[{\"loc\": [\"body\"], \"msg\": \"field required\", \"type\": \"value_error.missing\"}]"), answer.object().get("detail"));
                })));
    }

    @Test
    void whatIsNoJsonIsRefused() {
        Api.Answer answer = Api.post("/sdapi/v1/txt2img", "{".getBytes(StandardCharsets.UTF_8));
        assertEquals(422, answer.status());
        assertTrue(answer.object().get("detail").isJsonArray(), answer.toString());
    }

    @Test
    void pathsAndMethodsThatThereAreNotAnswerAsStarletteDoes() {
        assertEquals("{\"detail\":\"Not Found\"}", Api.get("/sdapi/v1/nothing").json().toString());
        assertEquals(404, Api.post("/sdapi/v1/server-kill", Map.of()).status());
        assertEquals(405, Api.get("/sdapi/v1/txt2img").status());
        assertEquals("{\"detail\":\"Method Not Allowed\"}", Api.post("/sdapi/v1/samplers", Map.of()).json().toString());
    }

    @Test
    void theSameRequestWorksAsSoonAsAPluginIsThere() {
        Map<String, Object> wish = Map.of("image", PICTURE, "upscaler_1", "Flip");
        assertEquals(501, Api.post("/sdapi/v1/extra-single-image", wish).status());
        var names = new Hashtable<String, Object>(Map.of("mezzotint.id", "flip", "mezzotint.label", "Flip"));
        var plugin = Osgi.context().registerService(PostProcessor.class, new FlipPlugin(), names);
        try {
            Api.Answer answer = Api.post("/sdapi/v1/extra-single-image", wish);
            assertEquals(200, answer.status(), answer.toString());
            Image expected = Image.paint(64, 64, (x, y) -> x * (63 - y));
            assertEquals(Base64.getEncoder().encodeToString(Png.encode(expected)), answer.text("image"));
            assertFalse(Api.get("/sdapi/v1/upscalers").json().toString().contains("\"Flip\""), "it makes nothing larger");
        } finally {
            plugin.unregister();
        }
        assertEquals(501, Api.post("/sdapi/v1/extra-single-image", wish).status());
    }
}
