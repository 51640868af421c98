package mezzotint.libs.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Bm25Test {

    private static final List<String> TEXTS = List.of("the red cat", "cats and dogs, cats", "a dog", "nothing of the kind");
    private final Bm25 index = new Bm25(TEXTS);

    /** k1 1.2, b 0.75, idf ln(1 + (4 - 2 + .5) / (2 + .5)), lengths 2, 3, 1, 2 (of the last only "noth" and "kind" count). */
    @Test
    void scores_by_the_formula() {
        List<Hit> hits = index.search("cat", i -> true, 10);
        double idf = Math.log(2);
        assertEquals(List.of(1, 0), hits.stream().map(Hit::document).toList());
        assertEquals(idf * 2 * 2.2 / (2 + 1.2 * (.25 + .75 * 3 / 2)), hits.get(0).score(), 1e-6);
        assertEquals(idf * 2.2 / (1 + 1.2 * (.25 + .75 * 2 / 2)), hits.get(1).score(), 1e-6);
    }

    @Test
    void finds_by_any_word_in_any_ending_and_only_what_is_allowed() {
        assertEquals(Set.of(0, 1, 2), Set.copyOf(index.search("dog catting", i -> true, 10).stream().map(Hit::document).toList()));
        assertEquals(List.of(2), index.search("dogs", i -> i != 1, 10).stream().map(Hit::document).toList());
        assertEquals(1, index.search("dog cat", i -> true, 1).size());
        assertTrue(index.search("the of and", i -> true, 10).isEmpty());
        assertTrue(new Bm25(List.of()).search("cat", i -> true, 10).isEmpty());
    }

    @Test
    void equal_texts_keep_their_order() {
        assertEquals(List.of(0, 1, 2), new Bm25(List.of("x y", "x y", "x y")).search("x", i -> true, 3).stream().map(Hit::document).toList());
    }

    @Test
    void names_the_words_that_match_as_they_were_asked() {
        assertEquals(Set.of("generating", "images"), Bm25.shared("Generating images, of cats", "it generates an image"));
    }
}
