package mezzotint.comparator.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import mezzotint.comparator.FakePlugins;
import mezzotint.comparator.likeness.Embeddings;
import mezzotint.libs.search.HybridIndex;
import mezzotint.libs.search.Passage;
import mezzotint.libs.search.Traits;
import mezzotint.testkit.MemoryCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexFileTest {

    private static final Traits ALL = new Traits(true, false, true, 1_048_576L, new BigDecimal("0.40"), "Apache-2.0", Set.of("text", "image"), Set.of());
    private static final Traits NONE = new Traits(null, null, null, null, null, null, null, null);
    private static final SearchIndex.State STATE = new SearchIndex.State(7,
            new HybridIndex(List.of(new Passage("acme/größer", "acme/größer", "Größer. Paints pictures, painting them"), new Passage("acme/b", "acme/b__cap_0", "")), List.of()),
            Map.of("acme/größer", ALL, "acme/b", NONE), Map.of("acme/größer", "Größer", "acme/b__cap_0", "a capability"),
            Map.of("acme/größer", new Nearness.Side("model", Set.of("text-to-image", "image-to-image"), ALL), "acme/b", new Nearness.Side("app", Set.of(), NONE)), "", 0);

    @TempDir
    Path folder;

    @Test
    void gives_back_what_it_was_given() {
        var file = new IndexFile(folder);
        assertTrue(file.read().isEmpty());
        file.write(STATE);
        SearchIndex.State read = file.read().orElseThrow();
        assertEquals(7, read.revision());
        assertEquals(STATE.passages(), read.passages());
        assertEquals(STATE.traits(), read.traits());
        assertEquals(STATE.names(), read.names());
        assertEquals(STATE.sides(), read.sides());
        assertFalse(read.isWhole());
    }

    @Test
    void what_is_cut_or_changed_or_of_another_version_is_made_again() throws IOException {
        var file = new IndexFile(folder);
        file.write(STATE);
        Path path = folder.resolve("catalog.index");
        byte[] bytes = Files.readAllBytes(path);
        byte[] other = bytes.clone();
        other[3]++;
        byte[] changed = bytes.clone();
        changed[bytes.length - 1]++;
        for (byte[] broken : List.of(Arrays.copyOf(bytes, bytes.length / 2), new byte[0], "text".getBytes(), other, changed)) {
            Files.write(path, broken);
            assertTrue(file.read().isEmpty());
        }
    }

    /** An index that was kept by an older workbench would go on telling what that made of the catalog. */
    @Test
    void another_content_has_another_format() throws IOException {
        String artifact = """
                {"type": "model", "name": "Painter", "vendor": "acme", "facts": {"task": ["text-to-image"], "openWeights": ["true"], "licence": ["MIT"],
                "contextTokens": ["4096"], "inputModalities": ["text, pdf"]}, "prices": {"input": "0.25"}, "benchmarks": {}, "aliases": []}""";
        var search = new CatalogSearch(new MemoryCatalog(Map.of("acme/painter", JsonParser.parseString(artifact).getAsJsonObject())), new Embeddings(new FakePlugins()), folder);
        search.search("painting", Set.of(), 1);
        search.close(); // the file is whole
        var sum = new CRC32();
        sum.update(Files.readAllBytes(folder.resolve("catalog.index")));
        assertEquals("format 2: 4d6a4d56", "format %d: %08x".formatted(IndexFile.FORMAT, sum.getValue()), "raise FORMAT, and write the new sum here");
    }
}
