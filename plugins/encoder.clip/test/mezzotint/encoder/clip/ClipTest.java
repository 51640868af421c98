package mezzotint.encoder.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Problem;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.PluginContract;
import mezzotint.text.Prompt;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ClipTest implements PluginContract {

    private final Vocabulary vocabulary = new Vocabularies().standard();

    @Override
    public Hook<?> plugin() {
        return new Clip();
    }

    @Test
    void fillsAChunkAndMarksItsEnd() {
        Chunk chunk = Clip.chunks(Prompt.plain("hello world"), vocabulary, new Clip.Params()).get(0);
        assertEquals(3, chunk.end());
        assertEquals(77, chunk.tokens().length);
        assertEquals(0, chunk.ids(0).buffer().get(4), "after the end comes the padding");
    }

    @Test
    void refusesAPromptOfTenThousandWords() {
        Problem problem = assertThrows(Problem.class, () -> new Clip().check(Prompt.plain("word ".repeat(10_000)), new Clip.Params()));
        assertEquals(Problem.Kind.INVALID, problem.kind());
        assertTrue(problem.getMessage().contains("tokens"), problem.getMessage());
    }

    @TestFactory
    @Tag(Goldens.TAG)
    Stream<DynamicTest> tokenizesAsTheReference() {
        List<JsonElement> prompts = Goldens.json("tokenizer/tokenizer.json").getAsJsonObject().getAsJsonArray("prompts").asList();
        assertFalse(prompts.isEmpty());
        return prompts.stream().map(JsonElement::getAsJsonObject).map(p ->
                DynamicTest.dynamicTest(p.get("prompt").toString().replaceAll("[^ -~]", "?"), () -> assertTokens(p)));
    }

    private void assertTokens(JsonObject example) {
        List<Integer> expected = example.getAsJsonArray("ids").asList().stream().map(JsonElement::getAsInt).toList();
        assertEquals(expected, vocabulary.tokens(example.get("prompt").getAsString()));
    }
}
