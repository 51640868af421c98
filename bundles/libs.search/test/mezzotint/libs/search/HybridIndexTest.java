package mezzotint.libs.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class HybridIndexTest {

    private static final List<Passage> PASSAGES = List.of(
            new Passage("pdf", "pdf 0", "extract tables from documents"),
            new Passage("polyglot", "polyglot 0", "chat in German and Polish"),
            new Passage("both", "both 0", "table extraction"),
            new Passage("both", "both 1", "talks Czech"),
            new Passage("other", "other 0", "bakes bread"));

    /** Three directions of meaning: tables, Czech, anything else. */
    private static final Function<String, Vector8> EMBED = text -> {
        String lower = text.toLowerCase();
        float tables = lower.contains("table") ? 1 : 0;
        float czech = lower.contains("czech") || lower.contains("čeština") ? 1 : 0;
        return Vector8.of(normal(tables, czech, tables + czech == 0 ? 1 : 0));
    };

    private static float[] normal(float... values) {
        double length = Math.sqrt(values[0] * values[0] + values[1] * values[1] + values[2] * values[2]);
        return new float[] {(float) (values[0] / length), (float) (values[1] / length), (float) (values[2] / length)};
    }

    private final HybridIndex words = new HybridIndex(PASSAGES, List.of());
    private final HybridIndex both = words.with(PASSAGES.stream().map(p -> EMBED.apply(p.text())).toList());

    @Test
    void each_part_is_matched_and_what_is_missing_is_named() {
        List<Found> found = both.search(Need.of("extract tables AND speak Czech", Set.of()), EMBED, o -> true, 10);
        assertEquals("both", found.get(0).owner());
        assertEquals(List.of(), found.get(0).missing());
        assertEquals(List.of("both 0", "both 1"), found.get(0).parts().stream().map(p -> p.passage().id()).toList());
        Found tables = found.stream().filter(f -> f.owner().equals("pdf")).findFirst().orElseThrow();
        assertEquals(List.of("speak Czech"), tables.missing());
        assertEquals(Set.of("extract", "tables"), tables.parts().get(0).shared());
        assertNull(tables.parts().get(1).passage());
    }

    @Test
    void meaning_finds_what_no_word_does() {
        Need need = Need.of("čeština", Set.of());
        assertEquals("both", both.search(need, EMBED, o -> true, 1).get(0).owner());
        assertTrue(words.search(need, EMBED, o -> true, 1).isEmpty(), "no vectors");
        assertTrue(both.search(need, null, o -> true, 1).isEmpty(), "no embedder");
    }

    @Test
    void words_alone_do_where_there_is_no_embedder() {
        List<Found> found = words.search(Need.of("extract tables", Set.of()), null, o -> true, 10);
        assertEquals(List.of("both", "pdf"), found.stream().map(Found::owner).toList());
        assertTrue(Double.isNaN(found.get(0).parts().get(0).cosine()));
        assertEquals(List.of("both"), words.search(Need.of("extract tables", Set.of()), null, o -> o.equals("both"), 10).stream().map(Found::owner).toList());
    }

    @Test
    void what_was_written_is_found_again() throws IOException {
        var bytes = new ByteArrayOutputStream();
        words.write(new DataOutputStream(bytes));
        ByteBuffer in = ByteBuffer.wrap(bytes.toByteArray());
        HybridIndex read = HybridIndex.read(in);
        assertEquals(0, in.remaining());
        assertEquals(PASSAGES, read.passages());
        for (String query : List.of("extract tables", "chat in Polish", "bread and tables", "nothing")) {
            Need need = Need.of(query, Set.of());
            assertEquals(words.search(need, null, o -> true, 10), read.search(need, null, o -> true, 10));
        }
    }

    @Test
    void fusion_is_the_convex_combination() {
        List<Hit> hits = Fusion.convex(List.of(new Hit(0, 10), new Hit(1, 5), new Hit(2, 0)), List.of(new Hit(1, .8), new Hit(3, .4)), .6);
        assertEquals(List.of(new Hit(1, .8), new Hit(0, .4), new Hit(2, 0), new Hit(3, 0)), hits);
    }
}
