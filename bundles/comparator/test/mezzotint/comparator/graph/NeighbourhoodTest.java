package mezzotint.comparator.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.Rectangle;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import mezzotint.catalog.Artifact;
import mezzotint.comparator.FakePlugins;
import mezzotint.comparator.graph.Neighbour.Evidence;
import mezzotint.comparator.graph.Neighbour.Kind;
import mezzotint.comparator.likeness.Embeddings;
import mezzotint.comparator.search.CatalogSearch;
import mezzotint.comparator.web.Html;
import mezzotint.comparator.web.NeighbourhoodReport;
import mezzotint.comparator.web.Svg;
import mezzotint.libs.web.Json;
import mezzotint.testkit.MemoryCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class NeighbourhoodTest {

    private static final int MOST = 24;
    private static final int LINE_HEIGHT = 13;

    @TempDir
    Path folder;
    private CatalogSearch search;

    @AfterEach
    void close() {
        if (search != null) {
            search.close();
        }
    }

    private static JsonObject artifact(String name, String facts, String prices) {
        return JsonParser.parseString("{\"type\": \"model\", \"name\": \"%s\", \"vendor\": \"acme\", \"facts\": {%s}, \"prices\": {%s}, \"benchmarks\": {}, \"aliases\": []}".formatted(name, facts, prices)).getAsJsonObject();
    }

    private Neighbourhood around(String id, Map<String, JsonObject> artifacts) {
        close();
        var catalog = new MemoryCatalog(artifacts);
        search = new CatalogSearch(catalog, new Embeddings(new FakePlugins()), folder);
        return new Neighbourhoods(catalog, search).of(id);
    }

    private static Map<String, JsonObject> painters(int count) {
        var out = new TreeMap<String, JsonObject>();
        out.put("me/centre", artifact("Centre", "\"task\": [\"text-to-image\"], \"contextTokens\": [\"100\"]", "\"input\": \"0.50\""));
        IntStream.range(0, count).forEach(i -> out.put("v" + i / 4 + "/painter-" + i, artifact("Painter " + i, "\"task\": [\"text-to-image\"]", "")));
        out.put("film/maker", artifact("Maker", "\"task\": [\"image-to-video\"]", ""));
        out.put("none/writer", artifact("Writer", "\"task\": [\"text-generation\"]", ""));
        return out;
    }

    private static List<String> ids(Neighbourhood all, Kind kind) {
        return all.neighbours().stream().filter(n -> n.kind() == kind).map(Neighbour::id).toList();
    }

    @Test
    void what_does_the_same_is_an_alternative_two_of_a_vendor_first() {
        Neighbourhood all = around("me/centre", painters(40));
        List<String> found = ids(all, Kind.ALTERNATIVE);
        assertEquals(Kind.ALTERNATIVE.most(), found.size());
        assertEquals(40, all.counts().get(Kind.ALTERNATIVE));
        assertTrue(found.stream().collect(Collectors.groupingBy(id -> id.split("/")[0], Collectors.counting())).values().stream().allMatch(n -> n <= 2), found::toString);
        assertFalse(found.contains("none/writer"), "it does another task");
        assertEquals("words", all.by(), "nobody waits for vectors");
    }

    @Test
    void what_goes_on_from_its_output_works_with_it() {
        Neighbourhood all = around("me/centre", painters(3));
        assertEquals(List.of("film/maker"), ids(all, Kind.COMPLEMENT), "and text ties nothing");
        Evidence chain = all.neighbours().stream().filter(n -> n.kind() == Kind.COMPLEMENT).findFirst().orElseThrow().evidence().get(0);
        assertEquals("text-to-image gives image, which image-to-video takes", chain.value());
        assertEquals("2026-11-30", chain.date());
        assertEquals(List.of("text-to-image"), ids(all, Kind.TASK));
    }

    @Test
    void what_has_no_task_has_similar_ones_instead() {
        Neighbourhood all = around("a/one", Map.of("a/one", artifact("Sparrow songs", "", ""), "b/two", artifact("Sparrow calls", "", ""), "c/three", artifact("Invoices", "", "")));
        assertEquals(List.of("b/two", "c/three"), ids(all, Kind.SIMILAR));
        assertEquals(List.of(), ids(all, Kind.ALTERNATIVE));
        assertEquals(List.of("sparrow"), all.neighbours().get(0).evidence().get(0).words());
    }

    @Test
    void nearness_takes_what_is_unknown_for_nothing() {
        var artifacts = Map.of("a/one", artifact("One", "\"task\": [\"text-to-image\"], \"contextTokens\": [\"100\"]", "\"input\": \"0.50\""),
                "b/two", artifact("Two", "\"task\": [\"text-to-image\", \"image-to-image\"], \"contextTokens\": [\"400\"]", ""));
        Neighbour two = around("a/one", artifacts).neighbours().get(0);
        assertNull(two.parts().get("price"), "the other has none");
        // tasks 1/2, modalities {in text, out image} of {in image, in text, out image}, the same type, a quarter of the context, and what the texts share: "one. text image" and "two. image image, text image".
        double text = two.parts().get("text");
        assertEquals(2 / 4.0, text, 1e-12);
        assertEquals((1 / 2.0 + 2 / 3.0 + 1 + text + 0 + 1 / 4.0) / 6, two.nearness(), 1e-12);
    }

    @Test
    void the_same_catalog_gives_the_same_picture() {
        String once = Json.text(around("me/centre", painters(40)).json());
        assertEquals(once, Json.text(around("me/centre", painters(40)).json()));
    }

    /** As many as there may be, with names as long as they may be. */
    private static Neighbourhood full(String name) {
        var all = new ArrayList<Neighbour>();
        for (Kind kind : Kind.values()) {
            for (int i = 0; i < kind.most() && kind != Kind.SIMILAR; i++) {
                all.add(new Neighbour(kind, "vendor/" + kind + i, name + i, kind == Kind.TASK || kind == Kind.SAME ? "" : "model", kind == Kind.ALTERNATIVE ? .5 : Double.NaN, Map.of(), List.of(new Evidence("task", name, List.of("a"), null, "source", null))));
            }
        }
        return new Neighbourhood(new Artifact("me/centre", "model", name, "me", null, "s"), "2026-11-30", "words", all, Map.of(Kind.TASK, 4));
    }

    /** Where a label stands, of as many of the widest letters as have room. */
    private static Rectangle label(GraphLayout layout, GraphLayout.Place place) {
        int width = layout.room() * 8;
        return new Rectangle(place.anchor().equals("start") ? place.x() + 14 : place.x() - 14 - width, place.y() - LINE_HEIGHT, width, 2 * LINE_HEIGHT);
    }

    @Test
    void no_label_covers_another_and_none_is_cut_off() {
        Neighbourhood all = full("x".repeat(80));
        assertEquals(MOST, all.neighbours().size());
        for (GraphLayout layout : List.of(GraphLayout.wide(all), GraphLayout.narrow(all))) {
            var taken = new ArrayList<>(List.of(new Rectangle(layout.centre().x(), layout.centre().y(), layout.centre().width(), layout.centre().height())));
            for (GraphLayout.Heading heading : layout.headings()) {
                taken.add(new Rectangle(heading.anchor().equals("start") ? heading.x() : heading.x() - 100, heading.y() - LINE_HEIGHT + 2, 100, LINE_HEIGHT));
            }
            for (GraphLayout.Place place : layout.places()) {
                Rectangle label = label(layout, place);
                assertTrue(new Rectangle(layout.width(), layout.height()).contains(label), () -> label + " within " + layout.width() + " x " + layout.height());
                assertTrue(taken.stream().noneMatch(label::intersects), () -> label + " covers something");
                taken.add(label);
            }
        }
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void the_picture_is_an_svg_with_a_title_and_a_node_for_each() throws Exception {
        Neighbourhood all = full("<script>alert('1')</script> & \"x\"");
        Document svg = parsed(new Svg(all, GraphLayout.wide(all)).text());
        assertEquals("Around " + all.centre().name(), svg.getElementsByTagName("title").item(0).getTextContent());
        assertEquals(1, svg.getElementsByTagName("desc").getLength());
        assertEquals(0, svg.getElementsByTagName("script").getLength());
        NodeList links = svg.getElementsByTagName("a");
        assertEquals(all.neighbours().stream().filter(Neighbour::isArtifact).count(), links.getLength());
        assertEquals("/graph/vendor/alternative0", links.item(0).getAttributes().getNamedItem("href").getNodeValue());
        assertTrue(svg.getElementsByTagName("title").item(1).getTextContent().startsWith("Alternatives: <script>"));
    }

    @Test
    void the_page_has_a_row_for_each_and_reads_no_text_as_markup() {
        Neighbourhood all = full("<script>alert(1)</script>");
        String page = new Html().page(new NeighbourhoodReport(all, null));
        assertFalse(page.contains("<script>alert"));
        assertEquals(MOST + 1, page.split("<tr>", -1).length - 1, "and the head");
    }
}
