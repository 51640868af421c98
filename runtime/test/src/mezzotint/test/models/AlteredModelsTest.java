package mezzotint.test.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.GoldenModel;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whatever is in a user's model files is never a plugin's fault: a small model is altered at random, and each time it either paints or
 * is refused in words. {@code ALTERED_SEED} and {@code ALTERED_COUNT} set other alterations, and how many.
 */
class AlteredModelsTest {

    private static final long SEED = Long.parseLong(Objects.requireNonNullElse(System.getenv("ALTERED_SEED"), "1"));
    private static final int COUNT = Integer.parseInt(Objects.requireNonNullElse(System.getenv("ALTERED_COUNT"), "300"));
    private static final int GROUP = 20;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private int made;
    private int refused;

    /** In groups, so that a machine with much to do has time for each. */
    @TestFactory
    Stream<DynamicTest> nothingInAModelIsAPluginsFault() throws IOException {
        int[] before = starter();
        return Stream.concat(IntStream.iterate(0, from -> from < COUNT, from -> from + GROUP).mapToObj(from ->
                DynamicTest.dynamicTest("alterations from " + from, () -> assertAnswered(from, Math.min(COUNT, from + GROUP)))),
                Stream.of(DynamicTest.dynamicTest("the model that ships is not touched", () -> {
                    System.out.println("of " + COUNT + " altered models with three requests each, " + made + " pictures were made and " + refused + " requests refused");
                    assertTrue(made > COUNT / 10 && refused > COUNT / 10, "too few alterations were of each kind");
                    assertArrayEquals(before, starter());
                })));
    }

    private void assertAnswered(int from, int to) throws IOException {
        var wrong = new ArrayList<String>();
        for (int i = from; i < to; i++) {
            String model = "altered-" + SEED + "-" + i;
            Path folder = GoldenModel.copy("tiny-sd15", model);
            String how = new Alterations(folder, SEED * 1_000_003 + i).alter();
            tried(model, i % 3 == 0).forEach(answer -> wrong.add(model + ", " + how + ": " + answer));
            assertEquals("[]", Api.get("/api/faults").object().get("quarantine").toString(), model + ", " + how);
            GoldenModel.delete(folder);
        }
        assertEquals(List.of(), wrong);
    }

    /**
     * Three requests; what is answered that is no picture and no word to the user. The engine in plain Java needs no compiler, so it paints
     * most of them.
     *
     * @param byA1111 whether the last goes by A1111's route, and to the engine that is the fastest otherwise
     */
    private List<String> tried(String model, boolean byA1111) {
        Map<String, Object> request = Map.of("model", model, "prompt", "a cat", "width", 16, "height", 16, "steps", 1, "sampler", "euler", "seed", 1, "backend", "java");
        var wrong = new ArrayList<String>();
        for (int i = 0; i < (byA1111 ? 2 : 3); i++) {
            Api.Answer answer = Api.post("/api/jobs", request);
            int status = answer.status();
            String words = answer.json().toString();
            if (status == 202) {
                JsonObject job = Api.awaitEnd(answer.text("id"), LIMIT);
                boolean done = job.get("state").getAsString().equals("done");
                status = done ? 200 : job.getAsJsonObject("problem").get("status").getAsInt();
                words = job.toString();
            }
            judge(status, words, wrong);
        }
        if (byA1111) {
            Api.Answer answer = Api.post("/sdapi/v1/txt2img", Map.of("prompt", "a cat", "width", 16, "height", 16, "steps", 1, "sampler_name", "Euler", "seed", 1,
                    "override_settings", Map.of("sd_model_checkpoint", model)));
            judge(answer.status(), answer.json().toString(), wrong);
        }
        return wrong;
    }

    private void judge(int status, String words, List<String> wrong) {
        made += status == 200 ? 1 : 0;
        refused += status == 200 ? 0 : 1;
        if (status >= 500 && status != 501 || status == 409) {
            wrong.add(status + " " + words);
        }
    }

    /** The pixels of a picture by the model that ships. */
    private static int[] starter() throws IOException {
        JsonObject answer = Api.post("/sdapi/v1/txt2img", Map.of("prompt", "red apple", "width", 64, "height", 64, "steps", 2, "sampler_name", "Euler", "seed", 7,
                "override_settings", Map.of("sd_model_checkpoint", "mezzotint-starter"))).object();
        byte[] png = Base64.getDecoder().decode(answer.getAsJsonArray("images").get(0).getAsString());
        return ImageIO.read(new ByteArrayInputStream(png)).getRGB(0, 0, 64, 64, null, 0, 64);
    }
}
