package mezzotint.encoder.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.Goldens;
import mezzotint.testkit.MemoryCheckpoint;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The tokenizer's files of a model, as they are and as users have them. */
class TokenizerFilesTest {

    private static final String MERGES = text("merges.txt");
    private static final String IDS = text("vocab.json");

    private final Vocabularies vocabularies = new Vocabularies();

    @Test
    void readsTheTokensOfAModelOnce() {
        Vocabulary vocabulary = vocabularies.of(model(Map.of("merges.txt", MERGES, "vocab.json", IDS, "special_tokens_map.json", "{\"pad_token\": \"!\"}")), TokenizerFiles.FIRST);
        assertEquals(List.of(49406, 49407, 0), List.of(vocabulary.start(), vocabulary.end(), vocabulary.padding()));
        assertSame(vocabulary, vocabularies.of(model(Map.of("merges.txt", MERGES, "vocab.json", IDS, "special_tokens_map.json", "{\"pad_token\": \"!\"}")), TokenizerFiles.FIRST));
        assertEquals(49407, vocabularies.of(model(Map.of("merges.txt", MERGES)), TokenizerFiles.FIRST).padding());
        assertEquals(49407, vocabularies.of(model(Map.of()), TokenizerFiles.FIRST).end());
    }

    /** Where the first file says nothing the second is asked; nobody's pad token is the end token. */
    @TestFactory
    Stream<DynamicTest> thePaddingIsReadAsOtherProgramsDo() {
        return Map.of("{}", 0, "{\"pad_token\": null}", 0, "{\"pad_token\": \"cat</w>\"}", 2368, "{\"pad_token\": {\"content\": \"cat</w>\"}}", 2368,
                "{\"pad_token\": {}}", 49407, "{\"pad_token\": \"[PAD]\"}", 49407, "{\"pad_token\": \"\"}", 49407)
                .entrySet().stream().map(c -> DynamicTest.dynamicTest(c.getKey(), () -> assertEquals(c.getValue(),
                        vocabularies.of(model(Map.of("special_tokens_map.json", c.getKey(), "tokenizer_config.json", "{\"pad_token\": \"!\"}")), TokenizerFiles.FIRST).padding())));
    }

    /** Textual inversions that were saved with the model have rows of their own. */
    @Test
    void aModelMayHaveRowsForMoreTokens() {
        String name = "text_encoder.text_model.embeddings.token_embedding.weight";
        for (var files : List.of(Map.<String, byte[]>of(), Map.of("tokenizer/added_tokens.json", "{\"<cat-toy>\": 49408}".getBytes(StandardCharsets.UTF_8)))) {
            assertEquals(49407, vocabularies.of(new MemoryCheckpoint(Map.of(name, Tensor.zeros(49409, 1)), files), TokenizerFiles.FIRST).end());
        }
        assertThrows(Problem.class, () -> vocabularies.of(MemoryCheckpoint.of(Map.of(name, Tensor.zeros(49407, 1))), TokenizerFiles.FIRST));
    }

    /** A word that the answer must hold, by what was made of a file. */
    @TestFactory
    Stream<DynamicTest> whatIsWrongIsNamedByItsFile() {
        var cases = new LinkedHashMap<Map<String, String>, String>();
        for (String wrong : List.of("3", "[]", "true", "{\"content\": 3}", "{\"content\": []}")) {
            cases.put(Map.of("special_tokens_map.json", "{\"pad_token\": " + wrong + "}"), "tokenizer/special_tokens_map.json: pad_token");
        }
        for (String wrong : List.of("", "[]", "null", "{\"a\"", "<html>", "{\"error\": \"x\"}", "[".repeat(100_000))) {
            cases.put(Map.of("special_tokens_map.json", wrong), "tokenizer/special_tokens_map.json ");
            cases.put(Map.of("vocab.json", wrong), "tokenizer/vocab.json");
            cases.put(Map.of("added_tokens.json", wrong), "tokenizer/added_tokens.json ");
        }
        cases.put(Map.of("vocab.json", "{\"a\": \"x\"}"), "tokenizer/vocab.json: a is \"x\"");
        cases.put(Map.of("vocab.json", "{}"), "has 0 of the 49408 tokens");
        cases.put(Map.of("vocab.json", IDS.replace("\"cat</w>\":2368", "\"cat</w>\":2369")), "cat</w> is 2369, but has to be 2368");
        cases.put(Map.of("vocab.json", IDS.replace("\"cat</w>\"", "\"cät</w>\"")), "cät</w> is 2368, but has to be a token of");
        for (String wrong : List.of("version https://git-lfs.github.com/spec/v1\noid sha256:1", "<!DOCTYPE html>\n<p>a b", "{\"error\": \"x\"}\n", "Entry not found", "",
                "#version: 0.2", "#version: 0.2\nno\n", "#version: 0.2\ni n\na b c\n", "#version: 0.2\nin t\n", "#version\n\0i\0 \0n\0\n\0")) {
            cases.put(Map.of("merges.txt", wrong), "tokenizer/merges.txt");
        }
        cases.put(Map.of("merges.txt", MERGES.substring(0, 100_000)), "");
        cases.put(Map.of("merges.txt", MERGES.substring(0, 100_000), "vocab.json", IDS), "");
        return cases.entrySet().stream().map(c -> DynamicTest.dynamicTest(c.getKey().toString().substring(0, Math.min(60, c.getKey().toString().length())).replace('\n', ' '), () -> {
            Problem problem = assertThrows(Problem.class, () -> new Clip().check(model(c.getKey())));
            assertEquals(Problem.Kind.INVALID, problem.kind());
            assertTrue(problem.getMessage().contains("tokenizer/") && problem.getMessage().contains(c.getValue()), problem.getMessage());
        }));
    }

    private static MemoryCheckpoint model(Map<String, String> files) {
        var bytes = new TreeMap<String, byte[]>();
        files.forEach((name, text) -> bytes.put("tokenizer/" + name, text.getBytes(StandardCharsets.UTF_8)));
        return new MemoryCheckpoint(Map.of("text_encoder.text_model.embeddings.token_embedding.weight", Tensor.zeros(49408, 1)), bytes);
    }

    private static String text(String file) {
        try {
            return Files.readString(Goldens.path("nets/tiny-sd15/tokenizer/" + file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
