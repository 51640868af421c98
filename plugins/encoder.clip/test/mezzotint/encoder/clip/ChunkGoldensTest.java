package mezzotint.encoder.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mezzotint.plugin.Parameters;
import mezzotint.prompt.weights.Weights;
import mezzotint.testkit.Goldens;
import mezzotint.text.Embedding;
import mezzotint.text.Prompt;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** How AUTOMATIC1111 shares prompts out among chunks, and the weight it gives each token. */
@Tag(Goldens.TAG)
class ChunkGoldensTest {

    private static final int FIRST = 49_408;
    private static final int VECTORS = 3;
    private static final String BACKTRACK = "comma_backtrack_";

    private final Vocabulary vocabulary = new Vocabularies().standard();

    @TestFactory
    Stream<DynamicTest> sharesTokensAsTheReference() {
        List<JsonObject> cases = goldens().getAsJsonArray("cases").asList().stream().map(JsonElement::getAsJsonObject).filter(c -> c.has("chunks")).toList();
        assertEquals(9, cases.stream().filter(ChunkGoldensTest::hasEmbedding).count());
        return cases.stream().map(c -> DynamicTest.dynamicTest(name(c), () -> {
            // The reference's emphasis None does not read the notation at all.
            boolean read = !c.get("emphasis").getAsString().equals("None");
            assertChunks(c, parsed(c, Parameters.of(new Weights(), Map.of("read", read))), new Clip.Params());
        }));
    }

    @TestFactory
    Stream<DynamicTest> cutsAtCommasAsTheReference() {
        JsonObject runs = goldens().getAsJsonObject("comma_backtrack");
        assertFalse(runs.isEmpty());
        return runs.keySet().stream().map(name -> DynamicTest.dynamicTest(name, () -> {
            JsonObject run = runs.getAsJsonObject(name);
            int backtrack = Integer.parseInt(name.substring(BACKTRACK.length()));
            Prompt prompt = parsed(run, new Weights.Params());
            assertChunks(run, prompt, new Clip.Params(1, Clip.Emphasis.ORIGINAL, backtrack, "", "", "", "", ""));
        }));
    }

    private static Prompt parsed(JsonObject example, Weights.Params params) {
        return new Weights().parse(example.get("prompt").getAsString(), true, 20, params).parts().get(0).scenes().get(0).prompt();
    }

    private void assertChunks(JsonObject example, Prompt prompt, Clip.Params params) {
        List<Chunk> chunks = ChunkEncoder.chunks(prompt, vocabulary, List.of(new Embedding("mystyle", FIRST, VECTORS)), params);
        List<JsonElement> expected = example.getAsJsonArray("chunks").asList();
        assertEquals(expected.size(), chunks.size());
        for (int i = 0; i < expected.size(); i++) {
            JsonObject chunk = expected.get(i).getAsJsonObject();
            assertArrayEquals(tokens(chunk), chunks.get(i).ids(vocabulary.padding()).toArray());
            assertArrayEquals(numbers(chunk.getAsJsonArray("multipliers")), chunks.get(i).multipliers());
        }
    }

    /** The reference has zeros in the place of vectors, and beside the tokens what begins where. */
    private static float[] tokens(JsonObject chunk) {
        float[] tokens = numbers(chunk.getAsJsonArray("tokens"));
        for (JsonElement fix : chunk.has("fixes") ? chunk.getAsJsonArray("fixes") : new JsonArray()) {
            for (int i = 0; i < VECTORS; i++) {
                tokens[1 + fix.getAsJsonArray().get(0).getAsInt() + i] = FIRST + i;
            }
        }
        return tokens;
    }

    private static JsonObject goldens() {
        return Goldens.json("prompt/conditioning.json").getAsJsonObject();
    }

    private static boolean hasEmbedding(JsonObject example) {
        return example.getAsJsonArray("chunks").asList().stream().anyMatch(c -> !c.getAsJsonObject().getAsJsonArray("fixes").isEmpty());
    }

    private static String name(JsonObject example) {
        String text = example.get("prompt").getAsString().replaceAll("[^ -~]", "?");
        return example.get("emphasis").getAsString() + ": " + text.substring(0, Math.min(60, text.length()));
    }

    private static float[] numbers(JsonArray array) {
        float[] out = new float[array.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = array.get(i).getAsFloat();
        }
        return out;
    }
}
