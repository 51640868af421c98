package mezzotint.test.sd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import mezzotint.manage.Wish;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.EventSocket;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.TestInstaller;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code /sdapi/v1} owes the picture, wherever it is kept or whether it is. */
class SdKeepingTest {

    private static final Path PICTURES = Path.of(Osgi.context().getProperty("mezzotint.home"), "pictures");

    @BeforeAll
    static void prepare() throws IOException {
        GoldenModel.offer("tiny-sd15");
    }

    private static JsonObject make(Map<String, Object> more) {
        var wishes = new HashMap<String, Object>(Map.of("prompt", "a cat", "seed", 5, "steps", 2, "width", 64, "height", 64, "sampler_name", "Euler",
                "batch_size", 2,
                "do_not_save_grid", true));
        wishes.putAll(more);
        var override = new HashMap<String, Object>(Map.of("sd_model_checkpoint", "tiny-sd15"));
        if (more.get("override_settings") instanceof Map<?, ?> set) {
            set.forEach((name, value) -> override.put(String.valueOf(name), value));
        }
        wishes.put("override_settings", override);
        Api.Answer answer = Api.post("/sdapi/v1/txt2img", wishes);
        assertEquals(200, answer.status(), answer.toString());
        return answer.object();
    }

    private static JsonObject info(JsonObject answer) {
        return JsonParser.parseString(answer.get("info").getAsString()).getAsJsonObject();
    }

    private static void assertPictures(JsonObject answer) throws IOException {
        assertEquals(2, answer.getAsJsonArray("images").size());
        for (var image : answer.getAsJsonArray("images")) {
            byte[] png = Base64.getDecoder().decode(image.getAsString());
            assertEquals(64, ImageIO.read(new ByteArrayInputStream(png)).getWidth());
            assertTrue(new String(png, StandardCharsets.ISO_8859_1).contains("a cat\nSteps: 2, "), "its infotext is in it");
        }
        assertTrue(info(answer).getAsJsonArray("infotexts").get(1).getAsString().contains("Seed: 6"), info(answer).toString());
    }

    private static Set<String> files() throws IOException {
        try (Stream<Path> all = Files.exists(PICTURES) ? Files.walk(PICTURES) : Stream.empty()) {
            return all.map(Path::toString).filter(name -> name.endsWith(".png")).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotToBeSavedIsNot() {
        Map<String, Map<String, Object>> all = Map.of(
                "save_images false", Map.of("save_images", false),
                "do_not_save_samples", Map.of("do_not_save_samples", true),
                "both", Map.of("save_images", true, "do_not_save_samples", true),
                "samples_save false", Map.of("override_settings", Map.of("samples_save", false)),
                "save_images true, samples_save false", Map.of("save_images", true, "override_settings", Map.of("samples_save", false)));
        return all.entrySet().stream().map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
            Set<String> before = files();
            JsonObject answer = make(each.getValue());
            assertPictures(answer);
            assertEquals(before, files());
            assertFalse(info(answer).has("notes"), "nothing is told of what was asked for");
        }));
    }

    @Test
    void what_is_not_to_be_sent_is_kept() throws IOException {
        Set<String> before = files();
        JsonObject answer = make(Map.of("send_images", false));
        assertEquals(0, answer.getAsJsonArray("images").size());
        assertEquals(before.size() + 2, files().size());
        before = files();
        assertEquals(0, make(Map.of("send_images", false, "save_images", false)).getAsJsonArray("images").size());
        assertEquals(before, files());
    }

    @Test
    void a_disk_that_is_away_takes_nothing_from_the_answer() throws Exception {
        Path aside = PICTURES.resolveSibling("pictures.aside");
        Files.createDirectories(PICTURES);
        Files.move(PICTURES, aside);
        try (var listener = new EventSocket("?previews=off")) {
            Files.createSymbolicLink(PICTURES, PICTURES.resolveSibling("no.such.disk"));
            JsonObject answer = make(Map.of());
            assertPictures(answer);
            String notes = info(answer).get("notes").toString();
            assertTrue(notes.contains("Picture folder could not keep the picture") && notes.contains("no.such.disk, which is not there"), notes);
            listener.until(event -> event.is("queue"));
            assertTrue(Api.get("/api/queue").text("trouble").contains("could not keep the picture"));
            assertTrue(Api.get("/api/status").object().get("notes").toString().contains("could not keep the picture"));
            assertTrue(Api.get("/api/log?level=warn&lines=50").json().toString().contains("could not keep the picture"));
        } finally {
            Files.deleteIfExists(PICTURES);
            Files.move(aside, PICTURES);
        }
        assertFalse(info(make(Map.of())).has("notes"));
        assertFalse(Api.get("/api/queue").object().has("trouble"), "it is over");
    }

    @Test
    void without_a_sink_the_answer_has_the_picture_and_a_note() throws Exception {
        TestInstaller.meet(Wish.NOTHING.switchOff("mezzotint.sink.folder"));
        try {
            JsonObject answer = make(Map.of());
            assertPictures(answer);
            assertTrue(info(answer).get("notes").toString().contains("no plugin that keeps pictures is on"), info(answer).toString());
        } finally {
            TestInstaller.meet(Wish.NOTHING.switchOn("mezzotint.sink.folder"));
        }
    }
}
