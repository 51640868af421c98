package mezzotint.test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.reflect.TypeToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import mezzotint.testkit.Goldens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code POST /api/infotext}: from a text or a picture to the settings that make it again. */
class InfotextTest {

    @BeforeAll
    static void offerModel() throws IOException {
        GoldenModel.offer("tiny-sd15");
    }

    private static JsonObject read(String text) {
        Api.Answer answer = Api.post("/api/infotext", Map.of("text", text));
        assertEquals(200, answer.status(), answer.toString());
        return answer.object();
    }

    @Test
    void aTextBecomesSettingsAndSaysWhatIsLeft() {
        JsonObject answer = read("a cat\nNegative prompt: a dog\nSteps: 20, Sampler: DPM++ 2M Karras, CFG scale: 7.5, Seed: 9, Size: 512x768, "
                + "Model hash: 6ce0161689, Model: tiny-sd15, Clip skip: 2, Hires upscaler: Latent, RNG: NV, Version: v1.6.0");
        assertEquals(JsonParser.parseString("""
                {"prompt": "a cat", "negative": "a dog", "steps": 20, "cfg": 7.5, "seed": 9, "width": 512, "height": 768, "sampler": "dpmpp2m",
                 "schedule": "karras", "model": "tiny-sd15", "encoder": {"id": "clip", "params": {"skip": 2}}, "noise": "philox"}"""),
                answer.get("settings"));
        assertEquals("AUTOMATIC1111", answer.get("program").getAsString());
        assertTrue(answer.getAsJsonArray("left").toString().contains("Hires upscaler"), answer.toString());
    }

    @Test
    void whatIsNotKnownHereIsLeft() {
        String left = read("x\nSteps: 20, Sampler: Warp 9, Schedule type: Odd, CFG scale: 7, Seed: 1, Size: 64x64, Model: nobody, "
                + "Lora hashes: \"a: 1, b: 2\"").getAsJsonArray("left").toString();
        Stream.of("Warp 9", "Odd", "nobody", "a: 1, b: 2").forEach(word -> assertTrue(left.contains(word), left));
    }

    @Test
    void aPictureIsMadeAgainFromItsOwnFile() throws Exception {
        String first = Api.submit(Map.of("model", "tiny-sd15", "prompt", "a cat, (red:1.2)", "steps", 3, "width", 64, "height", 64, "seed", 77,
                "sampler", "heun", "schedule", "exponential", "cfg", 3.5));
        byte[] file = picture(first);
        var raw = HttpRequest.newBuilder(Osgi.address("/api/infotext")).header("Content-Type", "image/png").POST(HttpRequest.BodyPublishers.ofByteArray(file));
        String body = HttpClient.newHttpClient().send(raw.build(), BodyHandlers.ofString()).body();
        JsonElement settings = JsonParser.parseString(body).getAsJsonObject().get("settings");
        byte[] again = picture(Api.submit(new Gson().fromJson(settings, new TypeToken<Map<String, Object>>() {}.getType())));
        assertArrayEquals(pixels(file), pixels(again));
    }

    private static byte[] picture(String job) throws Exception {
        JsonObject ended = Api.awaitEnd(job, Duration.ofMinutes(2));
        String url = ended.getAsJsonArray("pictures").get(0).getAsJsonObject().get("url").getAsString();
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(Osgi.address(url)).build(), BodyHandlers.ofByteArray()).body();
    }

    private static int[] pixels(byte[] file) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(file));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    @TestFactory
    Stream<DynamicTest> readsEveryFormat() {
        return Stream.of("ascii.png", "ztxt.png", "photo.jpg", "photo.webp").map(name -> DynamicTest.dynamicTest(name, () -> {
            String image = Base64.getEncoder().encodeToString(Files.readAllBytes(Goldens.path("infotext/files/" + name)));
            String text = Goldens.json("infotext/files.json").getAsJsonObject().getAsJsonObject(name).get("text").getAsString();
            assertEquals(text, Api.post("/api/infotext", Map.of("image", image)).text("infotext"));
            JsonObject info = Api.post("/sdapi/v1/png-info", Map.of("image", "data:image/x;base64," + image)).object();
            assertEquals(text, info.get("info").getAsString());
            assertTrue(info.getAsJsonObject("parameters").has("Prompt"), info.toString());
        }));
    }

    @Test
    void whatCannotBeReadIsToldInWords() {
        assertEquals(400, Api.post("/api/infotext", "no picture".getBytes()).status());
        assertEquals(400, Api.post("/api/infotext", Map.of("image", "AAAA")).status());
        assertEquals(400, Api.post("/api/infotext", Map.of("prompt", "x")).status());
    }
}
