package mezzotint.test.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import mezzotint.testkit.Goldens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.osgi.framework.Bundle;

/** What cannot be done is refused before work starts, in words. */
class WrongInputTest {

    private static final String UNET = "unet/diffusion_pytorch_model.safetensors";

    @BeforeAll
    static void offerModels() throws IOException {
        GoldenModel.offer("tiny-sd15");
        damaged("broken", bytes -> Arrays.copyOf(bytes, bytes.length / 2));
        // The name of one tensor changes, and with it nothing else in the file.
        damaged("incomplete", bytes -> new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("\"conv_out.bias\"", "\"conv_out.Bias\"").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A case: what is wrong, and a word that the answer must hold. */
    private record Case(Map<String, Object> settings, String word) {}

    @TestFactory
    Stream<DynamicTest> isRefusedInWords() {
        return Stream.of(
                new Case(Map.of("sampler", "eulr"), "eulr"),
                new Case(Map.of("schedule", "carras"), "carras"),
                new Case(Map.of("steps", 0), "steps"),
                new Case(Map.of("steps", 1.5), "steps"),
                new Case(Map.of("steps", "many"), "steps"),
                new Case(Map.of("width", 7), "width"),
                new Case(Map.of("height", 100), "height"),
                new Case(Map.of("cfg", -1), "cfg"),
                new Case(Map.of("count", 0), "count"),
                new Case(Map.of("colour", "red"), "colour"),
                new Case(Map.of("prompt", 3), "prompt"),
                new Case(Map.of("prompt", "word ".repeat(10_000)), "tokens"),
                new Case(Map.of("model", "nobody"), "nobody"),
                new Case(Map.of("sampler", Map.of("id", "euler", "params", Map.of("churm", 1))), "churm"),
                new Case(Map.of("timeout", -1), "timeout"),
                new Case(Map.of("model", "broken"), "damaged"),
                new Case(Map.of("model", "incomplete"), "conv_out.bias"))
                .map(c -> DynamicTest.dynamicTest(c.word() + " " + c.settings().keySet(), () -> assertRefused(c)));
    }

    private static void assertRefused(Case wrong) throws IOException {
        var settings = new HashMap<String, Object>(Map.of("model", "tiny-sd15", "prompt", "a cat"));
        settings.putAll(wrong.settings());
        List<Path> before = pictures();
        int jobs = Api.get("/api/jobs").json().getAsJsonArray().size();
        Api.Answer answer = Api.post("/api/jobs", settings);
        assertEquals(400, answer.status(), answer.toString());
        assertTrue(answer.text("detail").contains(wrong.word()), answer.text("detail"));
        assertFalse(answer.text("advice").isBlank());
        assertEquals(jobs, Api.get("/api/jobs").json().getAsJsonArray().size(), "no job was made of it");
        assertEquals(before, pictures(), "nothing was written");
    }

    @Test
    void aRequestThatIsNoJsonIsRefused() {
        Api.Answer answer = Api.post("/api/jobs", "{".getBytes(StandardCharsets.UTF_8));
        assertEquals(400, answer.status());
        assertTrue(answer.text("detail").contains("JSON"), answer.text("detail"));
    }

    @Test
    void aRequestThatIsTooLargeIsRefused() {
        assertEquals(413, Api.post("/api/jobs", Map.of("prompt", "x".repeat(2 << 20))).status());
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertEquals(404, Api.get("/api/jobs/none").status());
        assertEquals(404, Api.get("/api/pictures/none").status());
    }

    @Test
    void aPageOfAnotherSiteMayChangeNothing() throws Exception {
        for (String path : List.of("/api/plugins", "/api/plugins/mezzotint.sampler.euler/stop", "/api/jobs")) {
            var request = HttpRequest.newBuilder(Osgi.address(path)).header("Origin", "http://evil.example").POST(BodyPublishers.ofString("{}"));
            assertEquals(403, HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode(), path);
        }
        assertEquals(Bundle.ACTIVE, Osgi.bundle("mezzotint.sampler.euler").getState());
    }

    private static List<Path> pictures() throws IOException {
        Path folder = Path.of(Osgi.context().getProperty("mezzotint.home")).resolve("pictures");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    private static void damaged(String name, UnaryOperator<byte[]> damage) throws IOException {
        Path from = Goldens.path("nets/tiny-sd15");
        Path to = Path.of(Osgi.context().getProperty("mezzotint.home")).resolve("models/Diffusers").resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.write(copy, file.endsWith(UNET) ? damage.apply(Files.readAllBytes(file)) : Files.readAllBytes(file));
                }
            }
        }
    }
}
