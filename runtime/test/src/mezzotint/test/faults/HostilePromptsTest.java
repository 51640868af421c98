package mezzotint.test.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import mezzotint.fault.Faults;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.Culprits;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever a prompt holds, it gets a picture or a sentence, and nobody else is troubled by it. */
class HostilePromptsTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    /** What a call of a parser or an encoder may take, and something for a busy machine. */
    private static final Duration MOST = Duration.ofSeconds(20);

    private static Instant began;

    @BeforeAll
    static void offerModel() throws IOException {
        GoldenModel.offer("tiny-sd15");
        began = Instant.now();
    }

    @AfterAll
    static void nobodyIsBlamed() {
        Faults faults = Osgi.service(Faults.class);
        assertEquals(List.of(), faults.quarantined());
        assertEquals(List.of(), faults.spared());
        assertEquals(List.of(), faults.list().stream().filter(f -> f.when().isAfter(began) && f.bundle().startsWith("mezzotint.")).toList());
    }

    /** Three of each kind, as three were enough for a quarantine. */
    @TestFactory
    Stream<DynamicTest> getAPictureOrASentence() {
        return Stream.of(0, 1, 2).flatMap(HostilePromptsTest::family).map(prompt -> DynamicTest.dynamicTest(
                prompt.length() + ": " + prompt.substring(0, Math.min(40, prompt.length())).replaceAll("[^ -~]", "?"), () -> {
                    assertAnswered(Map.of("prompt", prompt));
                    assertAnswered(Map.of("negative", prompt));
                }));
    }

    private static Stream<String> family(int nth) {
        int n = 40_000 + nth;
        return Stream.of("(cat:1" + "0".repeat(39 + nth) + ")", "(cat:-" + "9".repeat(400 + nth) + ")", "(".repeat(40 + nth) + "cat" + ":10)".repeat(40 + nth),
                "(cat:1000) (dog:-1000) " + nth, "(cat:0) (" + "a".repeat(nth + 1) + ":0)", "[a|".repeat(n) + "b" + "]".repeat(n), "(".repeat(n), "((a)".repeat(n / 4), "[a".repeat(n / 2),
                " ".repeat(900_000 + nth), " ".repeat(n), "a".repeat(n), "word ".repeat(n / 5), "BREAK ".repeat(n / 6), "AND ".repeat(n / 4),
                "<a:".repeat(n / 3), "&amp;".repeat(n / 5), "&" + "amp;".repeat(n / 4), "\u001b[".repeat(n / 2), "\u001b[" + "1".repeat(n), ":".repeat(n), ":1".repeat(n / 2), "\\".repeat(n),
                "\u00c3\u00a9".repeat(n / 2), "\ud83d".repeat(n), "\u0301".repeat(n), "\ufdfa".repeat(n), "\0".repeat(n), "a\u0300".repeat(n / 2), "'s".repeat(n / 2), "1 ".repeat(n / 2));
    }

    private static void assertAnswered(Map<String, String> words) {
        long begin = System.nanoTime();
        Api.Answer answer = Api.post("/api/jobs", Culprits.picture(words));
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        assertTrue(took.compareTo(MOST) < 0, () -> "the check took " + took);
        if (answer.status() == 202) {
            JsonObject job = Api.awaitEnd(answer.text("id"), LONG);
            assertEquals("done", job.get("state").getAsString(), job.toString());
            return;
        }
        assertTrue(List.of(400, 501).contains(answer.status()), answer.toString());
        assertTrue(!answer.text("detail").isEmpty() && !answer.text("advice").isEmpty(), answer.toString());
    }

    @Test
    void promptsThatAreCombinedAreCounted() {
        Api.Answer answer = Api.post("/api/jobs", Culprits.picture(Map.of("prompt", "a AND ".repeat(16) + "a")));
        assertEquals(400, answer.status(), answer.toString());
        assertTrue(answer.text("advice").contains("at most 16"), answer.toString());
    }

    @Test
    void anExtraNetworkOfAnUnknownKindIsRefusedByTheMissingHook() {
        Api.Answer answer = Api.post("/api/jobs", Culprits.picture(Map.of("prompt", "<hypernet:h:0.5> a cat")));
        assertEquals(501, answer.status(), answer.toString());
        assertTrue(answer.text("advice").contains("adapter"), answer.toString());
    }

    @Test
    void a1111GoesOnWithoutAnExtraNetworkAndSaysSo() throws IOException {
        Api.Answer answer = Api.post("/sdapi/v1/txt2img", a1111("a red apple <lora:x:1>"));
        assertEquals(200, answer.status(), answer.toString());
        JsonObject info = JsonParser.parseString(answer.object().get("info").getAsString()).getAsJsonObject();
        assertEquals("<lora:x:1> was left out of the prompt: no file of the kind Lora is called x", info.getAsJsonArray("notes").get(0).getAsString());
        assertEquals(1, info.getAsJsonArray("notes").size());
        assertEquals("a red apple <lora:x:1>", info.get("prompt").getAsString(), "the prompt stays as it was typed");
        JsonArray without = Api.post("/sdapi/v1/txt2img", a1111("a red apple ")).object().getAsJsonArray("images");
        assertArrayEquals(pixels(without), pixels(answer.object().getAsJsonArray("images")));
    }

    private static int[] pixels(JsonArray images) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(images.get(0).getAsString())));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static Map<String, Object> a1111(String prompt) {
        return new HashMap<>(Map.of("prompt", prompt, "seed", 5, "steps", 2, "width", 64, "height", 64, "sampler_name", "Euler",
                "override_settings", Map.of("sd_model_checkpoint", "tiny-sd15")));
    }
}
