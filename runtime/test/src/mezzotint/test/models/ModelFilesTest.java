package mezzotint.test.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import mezzotint.model.Architecture;
import mezzotint.model.Checkpoint;
import mezzotint.model.Models;
import mezzotint.model.Networks;
import mezzotint.plugin.Plugins;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a model's files ask for is done or refused by name, and what a list shows can be chosen. */
class ModelFilesTest {

    private static final String SCHEDULER = "scheduler/scheduler_config.json";
    private static final String BETAS = "{\"beta_start\": 0.00085, \"beta_end\": 0.012, \"beta_schedule\": \"scaled_linear\", ";

    private final List<Path> folders = new ArrayList<>();

    @BeforeEach
    void offerModel() throws IOException {
        GoldenModel.offer("tiny-sd15");
    }

    /** The pixels that are made. */
    private static List<Integer> picture(Object model) {
        Api.Answer answer = ask(model, Map.of());
        assertEquals(200, answer.status(), answer.toString());
        byte[] png = Base64.getDecoder().decode(answer.object().getAsJsonArray("images").get(0).getAsString());
        try {
            return Arrays.stream(ImageIO.read(new ByteArrayInputStream(png)).getRGB(0, 0, 16, 16, null, 0, 16)).boxed().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Api.Answer ask(Object model, Map<String, Object> more) {
        var override = new HashMap<String, Object>();
        override.put("sd_model_checkpoint", model);
        var fields = new HashMap<String, Object>(Map.of("prompt", "a cat", "width", 16, "height", 16, "steps", 2, "sampler_name", "Euler", "seed", 1, "override_settings", override));
        fields.putAll(more);
        return Api.post("/sdapi/v1/txt2img", fields);
    }

    private Path copy(String as) throws IOException {
        Path folder = GoldenModel.copy("tiny-sd15", as);
        folders.add(folder);
        return folder;
    }

    @AfterEach
    void deleteModels() throws IOException {
        for (Path folder : folders) {
            GoldenModel.delete(folder);
        }
    }

    private static void replace(Path file, String content) throws IOException {
        Files.deleteIfExists(file);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    /** From the old files the old picture, from the new ones the new; going back brings the old one back. */
    @Test
    void aModelThatIsOverwrittenPaintsAnew() throws IOException {
        Path folder = copy("overwritten");
        List<Integer> before = picture("overwritten");
        replace(folder.resolve(SCHEDULER), BETAS + "\"prediction_type\": \"v_prediction\"}");
        List<Integer> after = picture("overwritten");
        assertNotEquals(before, after);
        replace(folder.resolve(SCHEDULER), BETAS + "\"prediction_type\": \"epsilon\"}");
        assertEquals(before, picture("overwritten"));
    }

    @TestFactory
    Stream<DynamicTest> whatTheSchedulerSaysChangesThePicture() throws IOException {
        Path folder = copy("scheduled");
        List<Integer> plain = picture("scheduled");
        return Stream.of("\"rescale_betas_zero_snr\": true", "\"prediction_type\": \"sample\"", "\"prediction_type\": \"v_prediction\"", "\"beta_schedule\": \"linear\"",
                "\"beta_schedule\": \"squaredcos_cap_v2\"", "\"trained_betas\": [" + "0.01,".repeat(999) + "0.01]", "\"num_train_timesteps\": 500")
                .map(key -> DynamicTest.dynamicTest(key.substring(0, Math.min(40, key.length())), () -> {
                    replace(folder.resolve(SCHEDULER), BETAS.replace("\"beta_schedule\": \"scaled_linear\", ", "") + key + "}");
                    assertNotEquals(plain, picture("scheduled"));
                }));
    }

    @Test
    void partsThatNobodyUsesAreNotOpened() throws IOException {
        Path folder = copy("checked");
        replace(folder.resolve("model_index.json"), Files.readString(folder.resolve("model_index.json")).replaceFirst("\\{",
                "{\"image_encoder\": [\"transformers\", \"CLIPVisionModelWithProjection\"], \"my_part\": [\"my_pipeline\", \"Part\"],")
                .replaceFirst("\"safety_checker\": \\[\\s*null,\\s*null\\s*\\]", "\"safety_checker\": [\"stable_diffusion\", \"StableDiffusionSafetyChecker\"]"));
        replace(folder.resolve("my_part/model.safetensors"), "version https://git-lfs.github.com/spec/v1");
        assertEquals(picture("tiny-sd15"), picture("checked"));
    }

    @TestFactory
    Stream<DynamicTest> whatAListShowsCanBeChosen() throws IOException {
        List<String> names = List.of("name [0123abcd]", "a\\b", "tiny_sd15", "größe", "12345678");
        for (String name : names) {
            copy(name);
        }
        return names.stream().map(name -> DynamicTest.dynamicTest(name, () -> {
            assertTrue(Api.get("/sdapi/v1/sd-models").json().toString().contains(name.replace("\\", "\\\\")));
            assertEquals(picture("tiny-sd15"), picture(name));
            String job = Api.submit(Map.of("model", name, "prompt", "a cat", "width", 16, "height", 16, "steps", 1));
            JsonObject ended = Api.awaitEnd(job, Duration.ofMinutes(2));
            assertEquals(name, ended.getAsJsonObject("request").get("model").getAsString());
        }));
    }

    @Test
    void aModelIsChosenByItsHash() {
        Models models = Osgi.service(Models.class);
        String sha256 = models.sha256(models.find("tiny-sd15"));
        List<Integer> picture = picture("tiny-sd15");
        for (String name : List.of(sha256, sha256.substring(0, 10), sha256.substring(0, 8), "old name.safetensors [" + sha256.substring(0, 10) + "]")) {
            assertEquals(picture, picture(name), name);
            assertEquals(200, Api.post("/sdapi/v1/options", Map.of("sd_model_checkpoint", name)).status());
            assertEquals("tiny-sd15", Api.get("/sdapi/v1/options").text("sd_model_checkpoint"));
        }
        assertEquals(200, Api.send("POST", "/sdapi/v1/options", BodyPublishers.ofString("{\"sd_model_checkpoint\": null}")).status());
        assertEquals("tiny-sd15", Api.get("/sdapi/v1/options").text("sd_model_checkpoint"), "null is no change");
        for (String name : List.of("0123456789", "f".repeat(64), "nobody [0123456789]")) {
            Api.Answer answer = ask(name, Map.of());
            assertEquals(400, answer.status(), answer.toString());
            assertTrue(answer.text("detail").contains("no model is called " + name), answer.toString());
            assertEquals(400, Api.post("/sdapi/v1/options", Map.of("sd_model_checkpoint", name)).status());
        }
        Api.post("/sdapi/v1/options", Map.of("sd_model_checkpoint", models.list().get(0).name()));
    }

    /** Sixteen pictures are checked one by one and then made, but the model is drawn once for all of that. */
    @Test
    void aModelIsDrawnOnceForAllChecks() throws IOException {
        copy("drawn");
        try (var lease = Osgi.service(Plugins.class).lease(Architecture.class, "sd")) {
            var drawn = new int[1];
            var counting = Osgi.context().registerService(Architecture.class, new Counting(lease.hook(), drawn), new Hashtable<>(Map.of(
                    "mezzotint.id", "counting", "mezzotint.label", "Counting", "mezzotint.source", "", "service.ranking", 1000)));
            try {
                assertEquals(200, ask("drawn", Map.of("n_iter", 16, "steps", 1)).status());
                assertEquals(1, drawn[0]);
            } finally {
                counting.unregister();
            }
        }
    }

    private record Counting(Architecture base, int[] drawn) implements Architecture {

        @Override
        public boolean matches(Checkpoint checkpoint) {
            return base.matches(checkpoint);
        }

        @Override
        public Checkpoint canonical(Checkpoint checkpoint) {
            return base.canonical(checkpoint);
        }

        @Override
        public Networks networks(Checkpoint checkpoint) {
            drawn[0]++;
            return base.networks(checkpoint);
        }
    }

    @TestFactory
    Stream<DynamicTest> whatIsWrongInATokenizerIsSaidBeforeTheJob() throws IOException {
        Path folder = copy("spelled");
        return Map.of("tokenizer/special_tokens_map.json", "{\"pad_token\": 3}", "tokenizer/merges.txt", "Entry not found", "tokenizer/vocab.json", "{\"a\": {}}")
                .entrySet().stream().map(file -> DynamicTest.dynamicTest(file.getKey(), () -> {
                    String before = Files.readString(folder.resolve(file.getKey()));
                    replace(folder.resolve(file.getKey()), file.getValue());
                    Api.Answer answer = Api.post("/api/jobs", Map.of("model", "spelled", "prompt", "a cat"));
                    assertEquals(400, answer.status(), answer.toString());
                    assertTrue(answer.text("detail").startsWith(file.getKey()), answer.toString());
                    replace(folder.resolve(file.getKey()), before);
                }));
    }
}
