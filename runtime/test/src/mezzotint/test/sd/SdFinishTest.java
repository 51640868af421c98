package mezzotint.test.sd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import mezzotint.test.kit.Api;
import mezzotint.testkit.Goldens;
import org.junit.jupiter.api.Test;

/** What {@code /sdapi/v1} makes of pictures that are there: larger ones by the upscaler that ships, and tags by the tagger. */
class SdFinishTest {

    private static String picture(String name) throws IOException {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(Goldens.path("starter/" + name)));
    }

    private static BufferedImage enlarged(String upscaler, Map<String, ?> fields) throws IOException {
        var body = new HashMap<String, Object>(Map.of("image", picture("00.png"), "upscaler_1", upscaler));
        body.putAll(fields);
        Api.Answer answer = Api.post("/sdapi/v1/extra-single-image", body);
        assertEquals(200, answer.status(), answer::toString);
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(answer.text("image"))));
    }

    @Test
    void upscalersAreCalledByTheirFilesAndFilters() {
        Set<String> names = StreamSupport.stream(Api.get("/sdapi/v1/upscalers").json().getAsJsonArray().spliterator(), false).map(JsonElement::getAsJsonObject)
                .map(row -> row.get("name").getAsString()).collect(Collectors.toSet());
        assertTrue(names.containsAll(List.of("None", "Lanczos", "Nearest", "Area", "4x-icons")), names.toString());
    }

    /** The largest difference to the reference is what rounding makes. */
    @Test
    void theUpscalerThatShipsMakesTheReferencesPixels() throws IOException {
        BufferedImage expected = ImageIO.read(Goldens.path("starter/00.x4.png").toFile());
        BufferedImage large = enlarged("4x-icons", Map.of("upscaling_resize", 4));
        assertEquals(List.of(1024, 1024), List.of(large.getWidth(), large.getHeight()));
        for (int i = 0; i < 1024 * 1024; i++) {
            int a = expected.getRGB(i % 1024, i / 1024);
            int b = large.getRGB(i % 1024, i / 1024);
            for (int shift = 0; shift <= 16; shift += 8) {
                assertTrue(Math.abs((a >> shift & 255) - (b >> shift & 255)) <= 1, "at " + i % 1024 + ", " + i / 1024);
            }
        }
    }

    @Test
    void theSizeIsAsAsked() throws IOException {
        BufferedImage twice = enlarged("4X ICONS", Map.of("upscaling_resize", 2));
        assertEquals(512, twice.getWidth());
        BufferedImage stretched = enlarged("Nearest", Map.of("resize_mode", 1, "upscaling_resize_w", 300, "upscaling_resize_h", 200, "upscaling_crop", false));
        assertEquals(List.of(300, 200), List.of(stretched.getWidth(), stretched.getHeight()));
        BufferedImage both = enlarged("Lanczos", Map.of("upscaling_resize", 2, "upscaler_2", "4x-icons", "extras_upscaler_2_visibility", 0.5));
        assertEquals(512, both.getWidth());
    }

    @Test
    void anUpscalerThatIsNotHereIsRefused() throws IOException {
        Api.Answer answer = Api.post("/sdapi/v1/extra-single-image", Map.of("image", picture("00.png"), "upscaler_1", "SwinIR_4x"));
        assertEquals(501, answer.status(), answer::toString);
    }

    private static JsonObject described(String path, Map<String, ?> fields) throws IOException {
        var body = new HashMap<String, Object>(Map.of("image", picture("00.png")));
        body.putAll(fields);
        Api.Answer answer = Api.post("/sdapi/v1/" + path, body);
        assertEquals(200, answer.status(), answer::toString);
        return answer.object();
    }

    @Test
    void aPictureIsTagged() throws IOException {
        assertEquals("apple, food, fruit, health, red, red apple", described("interrogate", Map.of("model", "deepdanbooru")).get("caption").getAsString());
        assertEquals("fruit, red, health, food, apple", described("tagger", Map.of("character_threshold", 0.99999)).get("tags").getAsString());
        JsonObject shown = described("caption", Map.of("backend", "tagger", "exclude_tags", "red, FRUIT", "max_tags", 3, "show_scores", true, "model", "icons"));
        assertEquals("(health:1.000), (red apple:1.000), (food:1.000)", shown.get("tags").getAsString());
        assertEquals(0.9999, shown.getAsJsonObject("scores").get("health").getAsDouble(), 1e-4);
        assertEquals("[{\"name\":\"icons\",\"type\":\"waifudiffusion\"}]", Api.get("/sdapi/v1/tagger/models").json().toString());
    }

    @Test
    void whatNoPluginSaysIsRefused() throws IOException {
        assertEquals(501, Api.post("/sdapi/v1/interrogate", Map.of("image", picture("00.png"))).status());
        assertEquals(501, Api.post("/sdapi/v1/caption", Map.of("image", picture("00.png"), "backend", "vlm")).status());
        assertEquals(422, Api.post("/sdapi/v1/caption", Map.of("image", picture("00.png"), "backend", "none")).status());
        assertEquals(400, Api.post("/sdapi/v1/tagger", Map.of("image", picture("00.png"), "model", "wd-eva02-large-tagger-v3")).status());
        assertEquals(422, Api.post("/sdapi/v1/tagger", Map.of("image", picture("00.png"), "threshold", 2)).status());
    }
}
