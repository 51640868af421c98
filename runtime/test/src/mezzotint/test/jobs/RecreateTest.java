package mezzotint.test.jobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import mezzotint.image.Image;
import mezzotint.image.Png;
import mezzotint.libs.infotext.PictureFile;
import mezzotint.manage.Wish;
import mezzotint.studio.Pictures;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.Command;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.TestInstaller;
import mezzotint.test.kit.TestJar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A picture says by which plugins it was made, and is made again from what it says. */
class RecreateTest {

    private static final String SAMPLER = "mezzotint.sampler.lms";

    @TempDir
    private Path folder;

    @AfterEach
    void clean() {
        if (!TestInstaller.find(SAMPLER).orElseThrow().bundled()) {
            TestInstaller.meet(Wish.NOTHING.install(SAMPLER, "1.0.0"));
        }
        TestInstaller.meet(Wish.NOTHING.switchOn(SAMPLER));
    }

    @Test
    void a_picture_of_a_batch_is_made_again_as_it_was() throws IOException {
        JsonObject made = make(Map.of("prompt", "a red apple", "steps", 2, "sampler", "LMS", "seed", 5, "count", 2));
        String second = made.getAsJsonArray("pictures").get(1).getAsJsonObject().get("id").getAsString();
        JsonObject recreation = Api.post("/api/recreate", Map.of("picture", second)).object();
        assertTrue(recreation.get("ready").getAsBoolean(), recreation.toString());
        assertEquals(1, recreation.get("picture").getAsInt());
        assertFalse(recreation.getAsJsonObject("request").get("backend").getAsString().isEmpty(), "the engine is named");
        assertTrue(recreation.getAsJsonObject("profile").toString().contains("\"" + SAMPLER + "\""), recreation.toString());
        JsonObject again = make(new Gson().fromJson(recreation.get("request"), Map.class));
        assertArrayEquals(pixels(png(made, 1)), pixels(png(again, 1)));
        assertArrayEquals(png(made, 1), png(again, 1), "what it says of itself is the same too");
    }

    /** Sinks know a picture again by its bytes after a kill, in another process. */
    @Test
    void what_a_picture_says_has_one_order() {
        JsonObject noise = new Gson().toJsonTree(Map.of("id", "torch", "params", Map.of("variationSeed", 5, "variationStrength", 0.25))).getAsJsonObject();
        String told = provenance(png(make(Map.of("prompt", "a red apple", "steps", 1, "seed", 5, "noise", noise)), 0));
        assertEquals(sorted(JsonParser.parseString(told)).toString(), JsonParser.parseString(told).toString());
    }

    private static JsonElement sorted(JsonElement value) {
        if (value.isJsonArray()) {
            var out = new JsonArray();
            value.getAsJsonArray().forEach(part -> out.add(sorted(part)));
            return out;
        }
        if (!value.isJsonObject()) {
            return value;
        }
        var out = new JsonObject();
        value.getAsJsonObject().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(e -> out.add(e.getKey(), sorted(e.getValue())));
        return out;
    }

    @Test
    void what_is_missing_is_said_and_can_be_had() {
        JsonObject made = make(Map.of("prompt", "a red apple", "steps", 1, "sampler", "LMS", "seed", 5));
        byte[] png = png(made, 0);
        TestInstaller.meet(TestInstaller.install(new TestJar(SAMPLER, "2.0.0").bytes()).switchOff(SAMPLER));
        JsonObject recreation = Api.post("/api/recreate", png).object();
        assertFalse(recreation.get("ready").getAsBoolean());
        assertEquals("[\"" + SAMPLER + " is installed in version 2.0.0, the picture was made with 1.0.0\",\"" + SAMPLER + " is switched off\"]",
                recreation.get("missing").toString());
        JsonObject plan = recreation.getAsJsonObject("plan");
        assertTrue(plan.get("words").toString().contains("Takes " + SAMPLER + " back from 2.0.0 to 1.0.0 from the distribution"), plan.toString());
        Api.settle(Api.post("/api/plugins/plans/" + plan.get("id").getAsString(), Map.of()), Duration.ofSeconds(30));
        assertTrue(Api.post("/api/recreate", png).object().get("ready").getAsBoolean());
        assertTrue(TestInstaller.find(SAMPLER).orElseThrow().bundled());
    }

    @Test
    void a_missing_model_and_a_plugin_that_nobody_has_are_named() {
        byte[] png = png(make(Map.of("prompt", "a red apple", "steps", 1, "sampler", "LMS", "seed", 5)), 0);
        JsonObject recreation = Api.post("/api/recreate", with(provenance(png).replaceFirst("\"model\":\"[^\"]*\"", "\"model\":\"nobody's\"")
                .replace(SAMPLER, "org.example.nobody").replace("bundled", "upload"))).object();
        String missing = recreation.get("missing").toString();
        assertTrue(missing.contains("org.example.nobody 1.0.0 is not installed"), missing);
        assertTrue(missing.contains("the model nobody's is not here") || missing.contains("the model nobody\\u0027s is not here"), missing);
        assertTrue(missing.contains("nobody has org.example.nobody 1.0.0"), missing);
        assertFalse(recreation.has("plan"));
    }

    @Test
    void what_would_make_other_pixels_is_said() {
        byte[] png = png(make(Map.of("prompt", "a red apple", "steps", 1, "sampler", "LMS", "seed", 5)), 0);
        JsonObject told = new Gson().fromJson(provenance(png), JsonObject.class);
        JsonObject model = told.getAsJsonObject("model");
        assertTrue(model.get("sha256").getAsString().matches("[0-9a-f]{64}"), told.toString());
        assertEquals(told.getAsJsonObject("request").get("model"), model.get("name"));
        assertTrue(Api.post("/api/recreate", png).object().get("ready").getAsBoolean());
        String hash = model.get("sha256").getAsString();
        model.addProperty("sha256", "0123456789" + hash.substring(10));
        told.getAsJsonObject("engine").addProperty("device", "cuda:3");
        told.addProperty("workbench", "0.7.0");
        JsonObject recreation = Api.post("/api/recreate", with(told.toString())).object();
        assertFalse(recreation.get("ready").getAsBoolean());
        String engine = told.getAsJsonObject("engine").get("id").getAsString();
        assertEquals(List.of("the model " + model.get("name").getAsString() + " has the same name and another content: its sha-256 begins with "
                        + hash.substring(0, 10) + ", that of the picture's model with 0123456789",
                "the picture was computed on the device cuda:3 of the engine " + engine + ", which computes on cpu here: pixels may differ a little",
                "the picture was made by Mezzotint 0.7.0, and this is 1.0.0"),
                recreation.getAsJsonArray("missing").asList().stream().map(JsonElement::getAsString).toList());
        told.remove("model");
        assertFalse(Api.post("/api/recreate", with(told.toString())).object().get("missing").toString().contains("content"), "an earlier picture does not say");
    }

    @Test
    void what_says_nothing_is_refused() {
        assertEquals(404, Api.post("/api/recreate", Png.encode(Image.paint(8, 8, (x, y) -> 0), "a cat\nSteps: 12")).status());
        assertEquals(404, Api.post("/api/recreate", Map.of("picture", "nobody")).status());
        for (byte[] wrong : List.of("no picture".getBytes(), with("{\"request\": "), with("{}"), with("[1]"),
                with("{\"request\": {}, \"picture\": 0, \"plugins\": [{}]}"))) {
            assertEquals(400, Api.post("/api/recreate", wrong).status());
        }
    }

    @Test
    void the_command_line_makes_it_again() throws Exception {
        byte[] png = png(make(Map.of("prompt", "a red apple", "steps", 1, "sampler", "LMS", "seed", 6)), 0);
        Path file = Files.write(folder.resolve("made.png"), png);
        TestInstaller.meet(Wish.NOTHING.switchOff(SAMPLER));
        Command refused = recreate(file);
        assertEquals(2, refused.status(), refused.error());
        assertTrue(refused.error().contains(SAMPLER + " is switched off") && refused.error().contains("--yes"), refused.error());
        assertFalse(TestInstaller.find(SAMPLER).orElseThrow().on());
        Command again = recreate(file, "--yes");
        assertEquals(0, again.status(), again.error());
        assertArrayEquals(png, Files.readAllBytes(folder.resolve("again.png")));
        assertTrue(TestInstaller.find(SAMPLER).orElseThrow().on());
    }

    private Command recreate(Path file, String... more) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of("recreate", file.toString(), "--out", folder.resolve("again.png").toString()));
        arguments.addAll(List.of(more));
        return Command.run(folder, Command.mezzotint(arguments.toArray(String[]::new)));
    }

    private static JsonObject make(Map<String, ?> settings) {
        JsonObject job = Api.awaitEnd(Api.submit(settings), Duration.ofMinutes(2));
        assertEquals("done", job.get("state").getAsString(), job.toString());
        return job;
    }

    private static byte[] png(JsonObject job, int number) {
        String id = job.getAsJsonArray("pictures").get(number).getAsJsonObject().get("id").getAsString();
        Pictures pictures = Osgi.service(Pictures.class);
        return pictures.png(pictures.find(id).orElseThrow());
    }

    private static int[] pixels(byte[] png) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(png));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static String provenance(byte[] png) {
        return PictureFile.read(png).texts().get(Png.PROVENANCE);
    }

    private static byte[] with(String provenance) {
        return Png.encode(Image.paint(8, 8, (x, y) -> 0), Map.of(Png.PROVENANCE, provenance));
    }
}
