package mezzotint.encoder.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
import mezzotint.testkit.MemoryReading;
import mezzotint.testkit.TextEncoderContract;
import mezzotint.text.Embedding;
import mezzotint.text.Prompt;
import mezzotint.text.Reading;
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
    public Map<String, Program> programs() {
        return Map.of("text_encoder", new Network(id -> id));
    }

    @Test
    void fillsAChunkAndMarksItsEnd() {
        Chunk chunk = ChunkEncoder.chunks(Prompt.plain("hello world"), vocabulary, List.of(), new Clip.Params()).get(0);
        assertEquals(3, chunk.end());
        assertEquals(77, chunk.tokens().length);
        assertEquals(0, chunk.ids(0).buffer().get(4), "after the end comes the padding");
    }

    @Test
    void aWordOfTooManyVectorsIsRefused() {
        var words = List.of(new Embedding("Ink", 49408, 76));
        assertTrue(assertThrows(Problem.class, () -> ChunkEncoder.chunks(Prompt.plain("an ink"), vocabulary, words, new Clip.Params())).getMessage().contains("76 vectors"));
        assertArrayEquals(ChunkEncoder.chunks(Prompt.plain("an inkwell"), vocabulary, List.of(), new Clip.Params()).get(0).tokens(),
                ChunkEncoder.chunks(Prompt.plain("an inkwell"), vocabulary, words, new Clip.Params()).get(0).tokens(), "another word");
    }

    /** Each encoder has rows of its own for a word. */
    @Test
    void bothEncodersReadTheWord() {
        Map<String, Program> programs = Map.of("text_encoder", new Network(id -> id), "text_encoder_2", new Network(id -> -id));
        var words = Map.of("text_encoder", List.of(new Embedding("ink", 50000, 2)), "text_encoder_2", List.of(new Embedding("ink", 60000, 2)));
        var reading = new MemoryReading(programs, MemoryCheckpoint.of(Map.of()), words, 512, 512, Reading.Role.WANTED);
        float[] told = new Clip().encode(Prompt.plain("INK cat"), reading, sizes("", "", "", "")).inputs().get("context").toArray();
        assertArrayEquals(new float[] {50000, -60000, 50001, -60001, 2368, -2368}, Arrays.copyOfRange(told, 2, 8));
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

    /** Two encoders of width 1, whose states are the tokens and their negatives. */
    private static Map<String, Tensor> twice(String prompt, Reading.Role role, Clip.Params params, String index) {
        Map<String, Program> programs = Map.of("text_encoder", new Network(id -> id), "text_encoder_2", new Network(id -> -id));
        var files = Map.of("model_index.json", index.getBytes(StandardCharsets.UTF_8), "tokenizer_2/tokenizer_config.json", "{\"pad_token\": \"!\"}".getBytes(StandardCharsets.UTF_8));
        return new Clip().encode(Prompt.plain(prompt), new MemoryReading(programs, new MemoryCheckpoint(Map.of(), files), Map.of(), 768, 512, role), params).inputs();
    }

    private static Clip.Params sizes(String second, String size, String negativeSize, String target) {
        return new Clip.Params(2, Clip.Emphasis.ORIGINAL, 20, second, "", size, negativeSize, target);
    }

    @Test
    void twoEncodersLieSideBySide() {
        var told = twice("cat", Reading.Role.WANTED, sizes("", "", "", ""), "{}");
        assertArrayEquals(new int[] {1, 77, 2}, told.get("context").shape());
        assertArrayEquals(new float[] {49406, -49406, 2368, -2368, 49407, -49407, 49407, -0f}, Arrays.copyOf(told.get("context").toArray(), 8), "each fills up with its own token");
        assertArrayEquals(new float[] {-49407}, told.get("pooled").toArray(), "of the first end token");
        assertArrayEquals(new float[] {512, 768, 0, 0, 512, 768}, told.get("sizes").toArray());
    }

    @Test
    void theSecondPromptMayBeLonger() {
        var told = twice("cat", Reading.Role.WANTED, sizes("dog ".repeat(80), "", "", ""), "{}");
        assertArrayEquals(new int[] {1, 154, 2}, told.get("context").shape());
        assertEquals(-1929, told.get("context").buffer().get(3), "the second encoder's dog");
        assertEquals(49406, told.get("context").buffer().get(2 * 77), "an empty chunk of the first");
    }

    @Test
    void sizesAreToldOfEachPrompt() {
        var params = sizes("", "1152x768+48+16", "512x512", "1024x1024");
        assertArrayEquals(new float[] {768, 1152, 16, 48, 1024, 1024}, twice("", Reading.Role.WANTED, params, "{}").get("sizes").toArray());
        assertArrayEquals(new float[] {512, 512, 0, 0, 1024, 1024}, twice("", Reading.Role.UNWANTED, params, "{}").get("sizes").toArray());
        assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> new Clip().check(Prompt.plain(""), sizes("", "wide", "", ""))).kind());
    }

    @Test
    void anEmptyNegativePromptIsZerosUnlessTheModelSaysOtherwise() {
        var none = sizes("", "", "", "");
        assertEquals(0, twice(" ", Reading.Role.UNWANTED, none, "{}").get("context").rms());
        assertEquals(0, twice("", Reading.Role.UNWANTED, none, "{}").get("pooled").rms());
        assertTrue(twice("", Reading.Role.UNWANTED, none, "{\"force_zeros_for_empty_prompt\": false}").get("context").rms() > 0);
        assertTrue(twice("", Reading.Role.WANTED, none, "{}").get("context").rms() > 0);
        assertTrue(twice("dog", Reading.Role.UNWANTED, none, "{}").get("context").rms() > 0);
    }

    @Test
    void oneEncoderHasNoSecondPrompt() {
        var reading = new MemoryReading(programs(), MemoryCheckpoint.of(Map.of()));
        assertTrue(assertThrows(Problem.class, () -> new Clip().encode(Prompt.plain("cat"), reading, sizes("dog", "", "", ""))).getMessage().contains("one text encoder"));
    }

    private static Clip.Params params(Clip.Emphasis emphasis) {
        return new Clip.Params(1, emphasis, 20, "", "", "", "", "");
    }

    /** The first three values of a network of width 1 that puts out nothing but 1. */
    private static double[] encoded(Prompt prompt, Clip.Emphasis emphasis) {
        var context = new Clip().encode(prompt, new MemoryReading(Map.of("text_encoder", new Network(id -> 1)), MemoryCheckpoint.of(Map.of())), params(emphasis)).inputs().get("context");
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
        assertTrue(vocabulary.tokens("a".repeat(1_000_000)).size() > ChunkEncoder.MOST_CHUNKS * Chunk.LENGTH);
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
            Tensor states = ids.reshape(1, ids.size(1), 1).map(value);
            return Map.of("skip.1", states, "penultimate", states, "projected", states);
        }

        @Override
        public long memory() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
