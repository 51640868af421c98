package mezzotint.test.sd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code /sdapi/v1/txt2img} answers as AUTOMATIC1111 does. */
class SdTextToImageTest {

    private static final String PATH = "/sdapi/v1/txt2img";
    private static final List<String> INFO = List.of("prompt", "all_prompts", "negative_prompt", "all_negative_prompts", "seed", "all_seeds", "subseed",
            "all_subseeds", "subseed_strength", "width", "height", "sampler_name", "cfg_scale", "steps", "batch_size", "restore_faces",
            "face_restoration_model", "sd_model_name", "sd_model_hash", "sd_vae_name", "sd_vae_hash", "seed_resize_from_w", "seed_resize_from_h",
            "denoising_strength", "extra_generation_params", "index_of_first_image", "infotexts", "styles", "job_timestamp", "clip_skip",
            "is_using_inpainting_conditioning", "version");

    @BeforeAll
    static void offerModel() throws IOException {
        GoldenModel.offer("tiny-sd15");
    }

    private static Map<String, Object> wishes(Map<String, Object> more) {
        var wishes = new HashMap<String, Object>(Map.of("prompt", "a cat", "negative_prompt", "a dog", "seed", 5, "steps", 3, "width", 64, "height", 64,
                "sampler_name", "Euler", "cfg_scale", 4, "override_settings", Map.of("sd_model_checkpoint", "tiny-sd15")));
        wishes.putAll(more);
        return wishes;
    }

    private static JsonObject make(Map<String, Object> more) {
        Api.Answer answer = Api.post(PATH, wishes(more));
        assertEquals(200, answer.status(), answer.toString());
        return answer.object();
    }

    private static JsonObject info(JsonObject answer) {
        return JsonParser.parseString(answer.get("info").getAsString()).getAsJsonObject();
    }

    private static byte[] file(JsonElement base64) {
        return Base64.getDecoder().decode(base64.getAsString());
    }

    private static BufferedImage picture(JsonObject answer, int index) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file(answer.getAsJsonArray("images").get(index))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    @Test
    void answersWithPictureParametersAndInfo() {
        JsonObject answer = make(Map.of());
        assertEquals(List.of("images", "parameters", "info"), List.copyOf(answer.keySet()));
        assertEquals(64, picture(answer, 0).getWidth());
        JsonObject info = info(answer);
        assertEquals(INFO, List.copyOf(info.keySet()));
        assertEquals("a cat\nNegative prompt: a dog\nSteps: 3, Sampler: Euler, Schedule type: Uniform, CFG scale: 4, Seed: 5, Size: 64x64, Model hash: a62e847342, "
                + "Model: tiny-sd15, RNG: CPU, Version: Mezzotint 1.0.0", info.getAsJsonArray("infotexts").get(0).getAsString());
        JsonObject parameters = answer.getAsJsonObject("parameters");
        assertEquals(List.of("prompt", "negative_prompt", "styles", "seed"), List.copyOf(parameters.keySet()).subList(0, 4));
        assertEquals("Euler", parameters.get("sampler_name").getAsString());
        assertTrue(parameters.get("hr_scale").getAsDouble() == 2.0 && parameters.get("eta").isJsonNull(), "what was not sent has A1111's defaults");
    }

    @Test
    void iterationsGoOnCountingTheSeed() {
        JsonObject answer = make(Map.of("batch_size", 2, "n_iter", 2, "seed", 40));
        assertEquals(4, answer.getAsJsonArray("images").size());
        JsonObject info = info(answer);
        assertEquals(List.of(40L, 41L, 42L, 43L), longs(info.getAsJsonArray("all_seeds")));
        List<String> texts = StreamSupport.stream(info.getAsJsonArray("infotexts").spliterator(), false).map(JsonElement::getAsString).toList();
        LongStream.range(0, 4).forEach(i -> assertTrue(texts.get((int) i).contains("Seed: " + (40 + i) + ","), texts.toString()));
        assertArrayEquals(pixels(picture(make(Map.of("batch_size", 2, "seed", 42)), 1)), pixels(picture(answer, 3)), "seed 43 either way");
    }

    @Test
    void aVariationKeepsTheSeedAndCountsItsOwn() {
        Map<String, Object> varied = Map.of("subseed", 100, "subseed_strength", 0.5);
        var several = new HashMap<String, Object>(varied);
        several.put("n_iter", 2);
        JsonObject answer = make(several);
        JsonObject info = info(answer);
        assertEquals(List.of(5L, 5L), longs(info.getAsJsonArray("all_seeds")));
        assertEquals(List.of(100L, 101L), longs(info.getAsJsonArray("all_subseeds")));
        assertTrue(info.getAsJsonArray("infotexts").get(1).getAsString().contains("Seed: 5, Size: 64x64, Model hash: a62e847342, Model: tiny-sd15, "
                + "Variation seed: 101, Variation seed strength: 0.5"), info.toString());
        assertArrayEquals(pixels(picture(make(varied), 0)), pixels(picture(answer, 0)));
        assertFalse(Arrays.equals(pixels(picture(answer, 0)), pixels(picture(answer, 1))), "the variations differ");
    }

    @Test
    void aSeedIsDrawnAndTold() {
        long seed = info(make(Map.of("seed", -1))).get("seed").getAsLong();
        assertTrue(seed >= 0 && seed < 1L << 32, "seed " + seed);
    }

    @Test
    void severalPicturesThatAreSavedComeWithAGrid() {
        JsonObject answer = make(Map.of("batch_size", 2, "save_images", true));
        assertEquals(3, answer.getAsJsonArray("images").size());
        assertEquals(1, info(answer).get("index_of_first_image").getAsInt());
        assertEquals(128, picture(answer, 0).getWidth() * picture(answer, 0).getHeight() / 64);
    }

    @Test
    void picturesCanStayOut() {
        assertEquals(0, make(Map.of("send_images", false)).getAsJsonArray("images").size());
    }

    @TestFactory
    Stream<DynamicTest> otherFormatsHoldTheirInfotextToo() {
        return Stream.of("jpg", "webp").map(format -> DynamicTest.dynamicTest(format, () -> {
            JsonObject answer = make(Map.of("override_settings", Map.of("sd_model_checkpoint", "tiny-sd15", "samples_format", format)));
            byte[] file = file(answer.getAsJsonArray("images").get(0));
            assertEquals(format.equals("jpg") ? 0xFFD8 : 0x5249, (file[0] & 255) << 8 | file[1] & 255);
            JsonObject read = Api.post("/sdapi/v1/png-info", Map.of("image", Base64.getEncoder().encodeToString(file))).object();
            assertTrue(read.get("info").getAsString().startsWith("a cat\nNegative prompt: a dog\nSteps: 3"), read.toString());
        }));
    }

    @Test
    void stylesAreAddedToThePrompt() throws IOException {
        Path styles = Path.of(Osgi.context().getProperty("mezzotint.home")).resolve("styles.csv");
        Files.writeString(styles, "name,prompt,negative_prompt\nLine,\"pen drawing, black\",\"colour, \"\"wild\"\"\"\nRound,a {prompt} in a circle,\n");
        try {
            assertEquals("[\"Line\",\"Round\"]", Api.get("/sdapi/v1/prompt-styles").json().getAsJsonArray().asList().stream()
                    .map(style -> style.getAsJsonObject().get("name").toString()).toList().toString().replace(", ", ","));
            JsonObject info = info(make(Map.of("prompt", "cat", "styles", List.of("Round", "Line"))));
            assertEquals("a cat in a circle, pen drawing, black", info.get("prompt").getAsString());
            assertEquals("a dog, colour, \"wild\"", info.get("negative_prompt").getAsString());
        } finally {
            Files.delete(styles);
        }
    }

    @Test
    void anOldNameOfASamplerNamesItsScheduleToo() {
        JsonObject answer = make(Map.of("sampler_name", "DPM++ 2M Karras"));
        assertTrue(info(answer).getAsJsonArray("infotexts").get(0).getAsString().contains("Sampler: DPM++ 2M, Schedule type: Karras"), answer.toString());
    }

    @Test
    void parametersOfTheSamplerArePassedOn() {
        assertFalse(Arrays.equals(pixels(picture(make(Map.of("s_churn", 20)), 0)), pixels(picture(make(Map.of()), 0))), "churned noise shows");
        assertArrayEquals(pixels(picture(make(Map.of("eta", 0.5)), 0)), pixels(picture(make(Map.of()), 0)), "Euler has no eta");
    }

    @Test
    void aModelsOwnDefaultsStandForWhatIsNotSent() {
        Api.Answer answer = Api.post(PATH, Map.of("prompt", "red apple", "steps", 1, "override_settings", Map.of("sd_model_checkpoint", "mezzotint-starter")));
        assertEquals(200, answer.status(), answer.toString());
        assertEquals(256, picture(answer.object(), 0).getWidth());
        assertEquals(4.0, answer.object().getAsJsonObject("parameters").get("cfg_scale").getAsDouble());
    }

    @Test
    void infotextFillsWhatIsNotSet() {
        JsonObject first = make(Map.of("sampler_name", "Euler a"));
        String text = info(first).getAsJsonArray("infotexts").get(0).getAsString();
        Api.Answer again = Api.post(PATH, Map.of("infotext", text));
        assertEquals(200, again.status(), again.toString());
        assertArrayEquals(pixels(picture(first, 0)), pixels(picture(again.object(), 0)));
        Api.Answer other = Api.post(PATH, Map.of("infotext", text, "prompt", "a fox"));
        assertEquals("a fox", info(other.object()).get("prompt").getAsString());
    }

    @Test
    void whatIsInterruptedAnswersWithThePictureAsFarAsItIs() throws Exception {
        var answer = CompletableFuture.supplyAsync(() -> Api.post(PATH, wishes(Map.of("steps", 1000, "n_iter", 3, "force_task_id", "task(mine)"))));
        JsonObject state;
        do {
            Thread.sleep(20);
            state = Api.get("/sdapi/v1/progress").object().getAsJsonObject("state");
        } while (state.get("sampling_step").getAsInt() < 2);
        assertEquals(3, state.get("job_count").getAsInt());
        JsonObject task = Api.post("/internal/progress", Map.of("id_task", "task(mine)", "id_live_preview", -1)).object();
        assertTrue(task.get("active").getAsBoolean() && task.get("progress").getAsDouble() > 0, task.toString());
        assertTrue(task.get("live_preview").getAsString().startsWith("data:image/png;base64,"), task.toString());
        assertEquals("{}", Api.post("/sdapi/v1/interrupt", Map.of()).json().toString());
        assertEquals(200, answer.get().status());
        assertEquals(1, answer.get().object().getAsJsonArray("images").size(), "what had not begun is given up");
        String notes = info(answer.get().object()).get("notes").toString();
        assertTrue(notes.matches(".*the picture was ended after \\d+ of 1000 steps.*"), notes);
        JsonObject idle = Api.get("/sdapi/v1/progress").object();
        assertEquals(0, idle.get("progress").getAsDouble());
        assertTrue(Api.post("/internal/progress", Map.of("id_task", "task(mine)")).object().get("completed").getAsBoolean());
    }

    private static List<Long> longs(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonElement::getAsLong).toList();
    }
}
