package mezzotint.test.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Plugins;
import mezzotint.tensor.Tensor;
import mezzotint.test.kit.EmbeddingModel;
import mezzotint.test.kit.Osgi;
import mezzotint.testkit.Goldens;
import mezzotint.text.Prompt;
import mezzotint.text.PromptParser;
import mezzotint.text.PromptSchedule;
import mezzotint.text.TextEncoder;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Prompts are encoded as A1111 encodes them: emphasis, clip skip, chunks, at each step those that change, and words that a file gave the model. */
@Tag(Goldens.TAG)
class ConditioningGoldenTest {

    private static final double TOLERANCE = 1e-4;

    @TestFactory
    Stream<DynamicTest> encodes() {
        List<JsonObject> cases = cases().filter(c -> !c.get("cond").isJsonNull()).toList();
        assertTrue(!cases.isEmpty());
        return cases.stream().map(c -> DynamicTest.dynamicTest(c.get("cond").getAsString(), () -> assertEncodes(c)));
    }

    /** The reference keeps no values of emphasis Ignore, since they are those of the text without weights. */
    @TestFactory
    Stream<DynamicTest> ignores() {
        List<JsonObject> cases = cases().filter(c -> c.get("emphasis").getAsString().equals("Ignore")).toList();
        assertTrue(!cases.isEmpty());
        return cases.stream().map(c -> DynamicTest.dynamicTest("Ignore: " + c.get("prompt").getAsString().replaceAll("[^ -~]", "?"), () -> assertArrayEquals(
                encoded(c, "No norm", ConditioningGoldenTest::unweighted).toArray(), encoded(c, "Ignore", prompt -> prompt).toArray())));
    }

    /** What the parts of a prompt say at each call, and their weights. */
    @TestFactory
    Stream<DynamicTest> reconstructs() {
        JsonObject golden = Goldens.json("prompt/conditioning.json").getAsJsonObject().getAsJsonObject("reconstruct");
        int steps = golden.get("steps").getAsInt();
        assertEquals(steps, golden.getAsJsonArray("rows").size());
        return golden.getAsJsonArray("rows").asList().stream().map(JsonElement::getAsJsonObject).map(row -> DynamicTest.dynamicTest(row.get("tensor").getAsString(), () -> {
            int step = row.get("step").getAsInt();
            List<PromptSchedule.Part> parts = parsed(golden.get("prompt").getAsString(), steps, Map.of()).parts();
            assertEquals(List.of(1.0, 0.6), parts.stream().map(PromptSchedule.Part::weight).toList());
            double[] expected = Goldens.tensors("prompt/conditioning.safetensors").doubles(row.get("tensor").getAsString());
            for (int part = 0; part < 2; part++) {
                Prompt prompt = parts.get(part).scenes().stream().filter(scene -> step <= scene.until()).findFirst().orElseThrow().prompt();
                Goldens.assertClose("part " + part, Arrays.copyOfRange(expected, part * expected.length / 2, (part + 1) * expected.length / 2),
                        encoded(prompt, Map.of()).toArray(), TOLERANCE);
            }
        }));
    }

    private static Prompt unweighted(Prompt prompt) {
        return new Prompt(prompt.sections().stream().map(s -> s.stream().map(p -> new Prompt.Part(p.text(), 1)).toList()).toList());
    }

    private static Stream<JsonObject> cases() {
        return Goldens.json("prompt/conditioning.json").getAsJsonObject().getAsJsonArray("cases").asList().stream().map(JsonElement::getAsJsonObject);
    }

    private static void assertEncodes(JsonObject example) throws Exception {
        String name = example.get("cond").getAsString();
        Tensor context = encoded(example, example.get("emphasis").getAsString(), prompt -> prompt);
        Goldens.assertClose(name, Goldens.tensors("prompt/conditioning.safetensors").doubles(name), context.toArray(), TOLERANCE);
    }

    private static Tensor encoded(JsonObject example, String emphasis, UnaryOperator<Prompt> change) throws Exception {
        Prompt prompt = parsed(example.get("prompt").getAsString(), 20, Map.of("read", !emphasis.equals("None"))).parts().get(0).scenes().get(0).prompt();
        var settings = new HashMap<String, Object>(Map.of("skip", example.get("clip_skip").getAsInt()));
        if (!emphasis.equals("None")) {
            settings.put("emphasis", emphasis);
        }
        return encoded(change.apply(prompt), settings);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static PromptSchedule parsed(String text, int steps, Map<String, Object> settings) {
        try (var parser = Osgi.service(Plugins.class).lease(PromptParser.class, "weights")) {
            return ((PromptParser<Record>) parser.hook()).parse(text, true, steps, Parameters.of(parser.hook(), settings));
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Tensor encoded(Prompt prompt, Map<String, Object> settings) throws Exception {
        try (EmbeddingModel model = EmbeddingModel.open("mystyle.safetensors", "java");
                var encoder = Osgi.service(Plugins.class).lease(TextEncoder.class, model.networks().encoding())) {
            return ((TextEncoder<Record>) encoder.hook()).encode(prompt, model.reading(), Parameters.of(encoder.hook(), settings)).inputs().get("context");
        }
    }
}
