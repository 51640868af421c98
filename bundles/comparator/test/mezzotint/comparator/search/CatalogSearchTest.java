package mezzotint.comparator.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.ArtifactQuery;
import mezzotint.catalog.Embedder;
import mezzotint.comparator.FakePlugins;
import mezzotint.comparator.likeness.Embeddings;
import mezzotint.testkit.MemoryCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is found while embedders come and go. */
@Timeout(60)
class CatalogSearchTest {

    private static final String ARTIFACT = "{\"type\": \"model\", \"name\": \"%s\", \"vendor\": \"acme\", \"facts\": {}, \"prices\": {}, \"benchmarks\": {}, \"aliases\": []}";

    @TempDir
    Path folder;

    private final FakePlugins plugins = new FakePlugins();
    private CatalogSearch search;

    /** To it two texts are alike if they begin with the same letter, or all of them with those of another alphabet. */
    private record Letters(String model, int size) implements Embedder {

        @Override
        public float[] embed(String text) {
            var vector = new float[size];
            vector[Character.toLowerCase(text.charAt(0)) % size] = 1;
            return vector;
        }
    }

    @BeforeEach
    void open() {
        search = new CatalogSearch(new MemoryCatalog(Map.of("acme/apple", artifact("Apple"), "acme/anchor", artifact("Anchor"), "acme/berry", artifact("Berry"), "acme/cherry", artifact("Cherry"))), new Embeddings(plugins), folder);
    }

    @AfterEach
    void close() {
        search.close();
    }

    private static JsonObject artifact(String name) {
        return JsonParser.parseString(ARTIFACT.formatted(name)).getAsJsonObject();
    }

    private List<?> found(String by) throws InterruptedException {
        while (true) {
            Map<String, Object> answer = search.search("berry", Set.of(), 2);
            if (answer.get("by").equals(by)) {
                return ((List<?>) answer.get("results")).stream().map(result -> ((Map<?, ?>) result).get("artifact")).toList();
            }
            Thread.sleep(10);
        }
    }

    @Test
    void wordsDecideAgainOnceTheEmbedderIsGone() throws Exception {
        assertEquals(List.of("acme/berry"), found("words"));
        plugins.set(new Letters("letters", 32));
        assertEquals("acme/berry", found("meaning").get(0));
        plugins.set();
        assertEquals(List.of("acme/berry"), found("words"));
    }

    @Test
    void onlyTheTextsOfTheCatalogAreGivenOutToBeKept() {
        plugins.set(new Letters("letters", 32));
        var embeddings = new Embeddings(plugins);
        embeddings.of("Berry. ");
        embeddings.of("a need of mine");
        assertEquals(Set.of("Berry. "), embeddings.known(List.of("Berry. ", "Cherry. ")).keySet());
    }

    @Test
    void theIndexIsKeptAndNotUsedForAnotherCatalog() throws Exception {
        assertEquals(List.of("acme/berry"), found("words"));
        search.close(); // the file is whole
        search = new CatalogSearch(new MemoryCatalog(Map.of("acme/berry2", artifact("Berry"))), new Embeddings(plugins), folder);
        assertEquals(List.of("acme/berry2"), found("words"), "the index of another catalog lies there");
        search.close();
        var unread = new MemoryCatalog(Map.of("acme/berry2", artifact("Berry"))) {
            @Override
            public List<Artifact> list(ArtifactQuery query, LocalDate asOf) {
                throw new AssertionError("the index is there");
            }
        };
        search = new CatalogSearch(unread, new Embeddings(plugins), folder);
        assertEquals(List.of("acme/berry2"), found("words"));
    }

    @Test
    void vectorsOfAnotherModelAreOfNoUse() throws Exception {
        plugins.set(new Letters("letters", 32));
        assertEquals("acme/berry", found("meaning").get(0));
        plugins.set(new Letters("more letters", 64));
        assertEquals(List.of("acme/berry"), found("words"), "until it has made its own");
        assertEquals("acme/berry", found("meaning").get(0));
    }
}
