package mezzotint.test.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.CommandLine;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The comparator with the catalog and the plugins that ship. */
class ComparatorTest {

    private static final String PAIR = "/api/catalog/compare?artifact=openai/gpt-4.1-mini&artifact=vladmandic/sdnext";

    private static Stream<JsonObject> claims(JsonObject comparison) {
        return stream(comparison.getAsJsonArray("artifacts")).flatMap(a -> stream(a.getAsJsonArray("capabilities"))).flatMap(c -> stream(c.getAsJsonArray("claims")));
    }

    private static Stream<JsonObject> stream(Iterable<JsonElement> array) {
        return Stream.of(array).flatMap(a -> StreamSupport.stream(a.spliterator(), false)).map(JsonElement::getAsJsonObject);
    }

    private static Set<String> texts(JsonObject comparison, String status, Set<String> kinds) {
        return claims(comparison).filter(c -> c.get("status").getAsString().equals(status) && kinds.contains(c.get("kind").getAsString())).map(c -> c.get("text").getAsString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void claims_of_the_pair_come_out_as_they_were_found_by_hand() throws Exception {
        JsonObject pair = Api.get(PAIR).json().getAsJsonObject();
        assertEquals(Set.of("modules/memory.py", "modules/device.py", "modules/quantization.py"), texts(pair, "refuted", Set.of("path")));
        assertEquals(Set.of("modules/processing_diffusers.py", "modules/sd_vae.py", "modules/call_queue.py", "modules/scripts.py", "modules/ui.py"), texts(pair, "verified", Set.of("path")));
        Set<String> numbers = texts(pair, "refuted", Set.of("number", "comparison", "benchmark"));
        assertEquals(3, numbers.size(), numbers.toString());
        for (String part : List.of("10x larger context", "60-80%", "45.1%")) {
            assertTrue(numbers.stream().anyMatch(n -> n.contains(part)), part + " among " + numbers);
        }
        assertEquals(Set.of("no rate limiting"), texts(pair, "contradictory", Set.of("contradiction")));
    }

    @Test
    void the_verdict_and_all_capabilities_are_there() throws Exception {
        JsonObject pair = Api.get(PAIR).json().getAsJsonObject();
        JsonObject verdict = pair.getAsJsonArray("verdicts").get(0).getAsJsonObject();
        assertEquals("none", verdict.get("verdict").getAsString());
        assertEquals("meaning", pair.getAsJsonObject("alignment").get("by").getAsString());
        assertEquals(26, stream(pair.getAsJsonObject("alignment").getAsJsonArray("rows")).flatMap(row -> row.getAsJsonArray("capabilities").asList().stream()).filter(c -> !c.isJsonNull()).count());
        assertEquals("deprecated", pair.getAsJsonArray("artifacts").get(0).getAsJsonObject().getAsJsonObject("status").get("status").getAsString());
        assertEquals(10, pair.getAsJsonObject("stated").getAsJsonArray("rows").size());
    }

    @Test
    void a_need_in_words_finds_what_meets_it() throws Exception {
        JsonObject found = Api.get("/api/catalog/search?q=free+local+image+generator+with+an+API").json().getAsJsonObject();
        assertEquals(List.of("free", "local", "output:image"), stream(found.getAsJsonArray("filters")).map(f -> f.get("id").getAsString()).toList());
        JsonObject program = stream(found.getAsJsonArray("results")).limit(3).filter(r -> r.get("artifact").getAsString().equals("vladmandic/sdnext")).findFirst().orElseThrow();
        assertTrue(program.getAsJsonArray("missing").isEmpty(), program.toString());
        JsonObject klingon = Api.get("/api/catalog/search?q=extract+tables+AND+speak+Klingon").json().getAsJsonObject();
        assertTrue(stream(klingon.getAsJsonArray("results")).anyMatch(r -> r.getAsJsonArray("missing").toString().contains("speak Klingon")), klingon.toString());
    }

    @Test
    void what_cannot_be_compared_is_refused_in_words() throws Exception {
        assertEquals(400, Api.get("/api/catalog/compare?artifact=vladmandic/sdnext").status());
        assertEquals(400, Api.get("/api/catalog/compare?artifact=vladmandic/sdnext&artifact=SD.Next").status());
        assertEquals(404, Api.get("/api/catalog/compare?artifact=vladmandic/sdnext&artifact=nobody/nothing").status());
        assertEquals(400, Api.get(PAIR + "&asOf=yesterday").status());
        assertEquals(400, Api.get(PAIR + "&weight.adoption=-1").status());
        assertEquals(400, Api.get("/api/catalog/search?q=a").status());
        assertEquals(400, Api.get("/api/catalog/search?q=cats&limit=0").status());
    }

    @Test
    void the_command_line_finds_and_compares(@TempDir Path home) throws Exception {
        String port = String.valueOf(Osgi.address("/").getPort());
        CommandLine.End found = CommandLine.run(home, "find", "free local image generator with an API", "--without", "free", "--limit", "5", "--port", port);
        assertEquals(0, found.status(), found.error());
        assertTrue(found.out().startsWith("read as conditions: local, output:image\n") && found.out().contains("vladmandic/sdnext  repo\n"), found.out());
        CommandLine.End compared = CommandLine.run(home, "compare", "gpt-4.1-mini", "vladmandic/sdnext", "--port", port);
        assertEquals(0, compared.status(), compared.error());
        assertTrue(compared.out().startsWith("# ") && compared.out().contains("openai/gpt-4.1-mini and vladmandic/sdnext are no substitutes"), compared.out());
        CommandLine.End refused = CommandLine.run(home, "compare", "vladmandic/sdnext", "--port", port);
        assertEquals(2, refused.status());
        assertTrue(refused.error().contains("two to four names"), refused.error());
    }
}
