package mezzotint.test.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mezzotint.backend.Program;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Plugins;
import mezzotint.tensor.Tensor;
import mezzotint.test.kit.GoldenModel;
import mezzotint.test.kit.Osgi;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.MemoryReading;
import mezzotint.text.Prompt;
import mezzotint.text.PromptParser;
import mezzotint.text.TextEncoder;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Prompts are encoded as A1111 encodes them: emphasis, clip skip, chunks. Those with an embedding wait for its plugin; {@code batch} and
 * {@code reconstruct}, for a plugin that schedules prompts.
 */
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

    private static Prompt unweighted(Prompt prompt) {
        return new Prompt(prompt.sections().stream().map(s -> s.stream().map(p -> new Prompt.Part(p.text(), 1)).toList()).toList());
    }

    /** Cases without an embedding. */
    private static Stream<JsonObject> cases() {
        return Goldens.json("prompt/conditioning.json").getAsJsonObject().getAsJsonArray("cases").asList().stream()
                .map(JsonElement::getAsJsonObject).filter(c -> !c.get("prompt").getAsString().contains("mystyle"));
    }

    private static void assertEncodes(JsonObject example) throws Exception {
        String name = example.get("cond").getAsString();
        Tensor context = encoded(example, example.get("emphasis").getAsString(), prompt -> prompt);
        Goldens.assertClose(name, Goldens.tensors("prompt/conditioning.safetensors").doubles(name), context.toArray(), TOLERANCE);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Tensor encoded(JsonObject example, String emphasis, UnaryOperator<Prompt> change) throws Exception {
        Plugins plugins = Osgi.service(Plugins.class);
        try (GoldenModel model = GoldenModel.open("tiny-sd15");
                Program text = model.program(model.networks().texts().get("text_encoder"), "java");
                var parser = plugins.lease(PromptParser.class, "weights");
                var encoder = plugins.lease(TextEncoder.class, model.networks().encoding())) {
            Prompt prompt = ((PromptParser<Record>) parser.hook()).parse(example.get("prompt").getAsString(), true, 20,
                    Parameters.of(parser.hook(), Map.of("read", !emphasis.equals("None")))).parts().get(0).scenes().get(0).prompt();
            var settings = new HashMap<String, Object>(Map.of("skip", example.get("clip_skip").getAsInt()));
            if (!emphasis.equals("None")) {
                settings.put("emphasis", emphasis);
            }
            return ((TextEncoder<Record>) encoder.hook()).encode(change.apply(prompt), new MemoryReading(Map.of("text_encoder", text), model.checkpoint()),
                    Parameters.of(encoder.hook(), settings)).inputs().get("context");
        }
    }
}
