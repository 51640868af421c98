package mezzotint.encoder.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mezzotint.backend.Program;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.MemoryCheckpoint;
import mezzotint.testkit.TextEncoderContract;
import mezzotint.text.Prompt;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClipTest implements TextEncoderContract<Clip.Params> {

    private final Vocabulary vocabulary = new Vocabularies().standard();

    @Override
    public Clip encoder() {
        return new Clip();
    }

    @Override
    public List<Program> texts() {
        return List.of(new Network(id -> id));
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

    @Test
    void weighsByTheKindOfEmphasis() {
        var prompt = new Prompt(List.of(List.of(new Prompt.Part("a", 1), new Prompt.Part("cat", 3))));
        assertArrayEquals(new double[] {1, 1, 1}, encoded(prompt, Clip.Emphasis.IGNORE), 0);
        assertArrayEquals(new double[] {1, 1, 3}, encoded(prompt, Clip.Emphasis.NO_NORM), 0);
        double mean = 79 / 77.0;
        assertArrayEquals(new double[] {1 / mean, 1 / mean, 3 / mean}, encoded(prompt, Clip.Emphasis.ORIGINAL), 1e-6);
    }

    /** The first three values of a network of width 1 that puts out nothing but 1. */
    private static double[] encoded(Prompt prompt, Clip.Emphasis emphasis) {
        var context = new Clip().encode(prompt, List.of(new Network(id -> 1)), MemoryCheckpoint.of(Map.of()), new Clip.Params(1, emphasis, 20)).inputs().get("context");
        return IntStream.range(0, 3).mapToDouble(i -> context.buffer().get(i)).toArray();
    }

    @Test
    void refusesWeightsThatCancelEachOtherOut() {
        var prompt = new Prompt(List.of(List.of(new Prompt.Part("cat", -76))));
        assertTrue(assertThrows(Problem.class, () -> encoded(prompt, Clip.Emphasis.ORIGINAL)).getMessage().contains("cancel"));
        assertEquals(-76, encoded(prompt, Clip.Emphasis.NO_NORM)[1]);
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void readsAWordOfAnyLength() {
        assertTrue(vocabulary.tokens("a".repeat(1_000_000)).size() > Clip.MOST_CHUNKS * Chunk.LENGTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&amp;", "amp;", "&", " ", "\n", "<", "\u001b[", "\u001b[1", "1", "'s", "\u00e9", "\u0301", "\u3000", "\ufdfa", "\u0085", "<|"})
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void comesToAnEndWithLongTexts(String sign) {
        assertNotNull(vocabulary.tokens("&" + sign.repeat(200_000 / sign.length())));
    }

    /** As ftfy has them. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"&notanentity;, &notanentity;", "&not;, \u00ac", "&semi;, ;", "&#59;, &#59;", "&GTCC;, &gtcc;", "&EACUTE;, \u00e9", "a\u0085b, a\u2026b",
        "a\u0092b, a'b", "&#133;, \u2026", "caf\u00c3\u00a9, caf\u00e9", "\u00e2\u0080\u0099, '", "&#xfffe;x, x", "<b>&amp;, <b>&amp;", "&amp;amp;lt;, <"})
    void cleansAsTheReference(String text, String clean) {
        assertEquals(clean, TextCleaning.clean(text));
    }

    @Test
    void unescapesLinesUpToTheFirstTag() {
        assertEquals("& < &amp; &amp;", TextCleaning.clean("&amp;\n< &amp;\n&amp;"));
    }

    /** The README of the golden values names them. */
    @ParameterizedTest
    @ValueSource(strings = {"caf\u221a\u00a9", "caf\u251c\u2310", "\u0102\u00a9", "a \u00c2 b"})
    void leavesRarerMixUpsOfEncodingsAsTheyAre(String text) {
        assertEquals(text.toLowerCase(Locale.ROOT), TextCleaning.clean(text));
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

    /** A network of width 1 that makes a value of each token. */
    private record Network(DoubleUnaryOperator value) implements Program {

        @Override
        public Map<String, Tensor> run(Map<String, Tensor> inputs) {
            Tensor ids = inputs.get("ids");
            return Map.of("skip.1", ids.reshape(1, ids.size(1), 1).map(value));
        }

        @Override
        public long memory() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
