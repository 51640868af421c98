package mezzotint.libs.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a vocabulary of its own; the test of the embedder has the real one. */
class WordPieceTest {

    private static final WordPiece PIECES = WordPiece.read(new StringReader("""
            {"model": {"type": "WordPiece", "continuing_subword_prefix": "##", "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3,
            "un": 4, "##break": 5, "##able": 6, "cafe": 7, "-": 8, "\\u4e2d": 9, "un\\ud83d\\ude42": 10}}}"""));

    @Test
    void takes_the_longest_pieces() {
        assertArrayEquals(new int[] {2, 4, 5, 6, 8, 7, 3}, PIECES.encode("UNbreakable-Café", 20));
        assertArrayEquals(new int[] {2, 9, 9, 10, 1, 3}, PIECES.encode("中中 un🙂 other", 20));
    }

    @Test
    void a_long_word_and_an_empty_text_are_no_trouble() {
        assertArrayEquals(new int[] {2, 1, 3}, PIECES.encode("un" + "break".repeat(50), 20));
        assertArrayEquals(new int[] {2, 3}, PIECES.encode(" \u0000\t", 20));
    }

    @Test
    void what_is_too_long_is_cut_before_the_last_token() {
        assertArrayEquals(new int[] {2, 4, 5, 3}, PIECES.encode("unbreakable", 4));
        assertEquals(256, PIECES.encode("cafe ".repeat(1000), 256).length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"model\": {\"type\": \"BPE\", \"vocab\": {}}}", "{\"model\": {\"continuing_subword_prefix\": \"##\", \"vocab\": {}}}"})
    void refuses_other_tokenizers(String json) {
        assertThrows(IllegalArgumentException.class, () -> WordPiece.read(new StringReader(json)));
    }
}
