package mezzotint.test;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mezzotint.backend.Program;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Plugins;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.Goldens;
import mezzotint.text.Prompt;
import mezzotint.text.PromptParser;
import mezzotint.text.TextEncoder;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Prompts are encoded as A1111 encodes them: emphasis, clip skip, chunks. Those with an embedding wait for its plugin. */
@Tag(Goldens.TAG)
class ConditioningGoldenTest {

    private static final double TOLERANCE = 1e-4;

    @TestFactory
    Stream<DynamicTest> encodes() {
        List<JsonObject> all = Goldens.json("prompt/conditioning.json").getAsJsonObject().getAsJsonArray("cases").asList().stream()
                .map(JsonElement::getAsJsonObject).filter(c -> c.has("cond") && !c.get("cond").isJsonNull()).toList();
        List<JsonObject> cases = all.stream().filter(c -> !c.get("prompt").getAsString().contains("mystyle")).toList();
        System.out.println(all.size() - cases.size() + " conditioning cases use an embedding and are left to its plugin");
        assertTrue(!cases.isEmpty());
        return cases.stream().map(c -> DynamicTest.dynamicTest(c.get("cond").getAsString(), () -> assertEncodes(c)));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void assertEncodes(JsonObject example) throws Exception {
        Plugins plugins = Osgi.service(Plugins.class);
        String emphasis = example.get("emphasis").getAsString();
        try (GoldenModel model = GoldenModel.open("tiny-sd15");
                Program texts = model.program(model.networks().texts().get(0), "java");
                var parser = plugins.lease(PromptParser.class, "weights");
                var encoder = plugins.lease(TextEncoder.class, model.networks().encoding())) {
            Prompt prompt = ((PromptParser<Record>) parser.hook()).parse(example.get("prompt").getAsString(),
                    Parameters.of(parser.hook(), Map.of("read", !emphasis.equals("None"))));
            var settings = new HashMap<String, Object>(Map.of("skip", example.get("clip_skip").getAsInt()));
            if (!emphasis.equals("None")) {
                settings.put("emphasis", emphasis);
            }
            Tensor context = ((TextEncoder<Record>) encoder.hook()).encode(prompt, List.of(texts), model.checkpoint(),
                    Parameters.of(encoder.hook(), settings)).inputs().get("context");
            String name = example.get("cond").getAsString();
            Goldens.assertClose(name, Goldens.tensors("prompt/conditioning.safetensors").doubles(name), context.toArray(), TOLERANCE);
        }
    }
}
