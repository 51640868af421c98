package mezzotint.test.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import mezzotint.manage.Wish;
import mezzotint.plugin.Hook;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.CommandLine;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.TestInstaller;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** The comparator with the catalog and the plugins that ship. */
class ComparatorTest {

    /** A PNG of one pixel. */
    private static final String PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    private static final String PAIR = "/api/catalog/compare?artifact=openai/gpt-4.1-mini&artifact=vladmandic/sdnext";

    /** The first question fills the catalog. */
    @BeforeAll
    static void fill() {
        CatalogTest.fill();
    }

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

    private static JsonObject capability(JsonObject comparison, String id) {
        return stream(comparison.getAsJsonArray("artifacts")).flatMap(a -> stream(a.getAsJsonArray("capabilities"))).filter(c -> c.get("id").getAsString().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void every_capability_of_the_pair_says_what_this_workbench_does_of_it() {
        JsonObject pair = Api.get(PAIR).object();
        List<JsonObject> all = stream(pair.getAsJsonArray("artifacts")).flatMap(a -> stream(a.getAsJsonArray("capabilities"))).map(c -> c.getAsJsonObject("here")).toList();
        assertEquals(26, all.size());
        assertEquals(Set.of("yes", "partly", "refused", "no"), all.stream().map(h -> h.get("answer").getAsString()).collect(Collectors.toSet()));
        all.forEach(here -> assertFalse(here.get("words").getAsString().isBlank()));
        JsonObject past = Api.get(PAIR + "&asOf=2026-11-25").object();
        assertFalse(capability(past, "vladmandic/sdnext__cap_0").has("here"), "the workbench has no past");
        assertTrue(past.getAsJsonArray("missing").toString().contains("known of today only"));
    }

    /** What the column says is refused is refused, by the hook that it names. */
    @TestFactory
    Stream<DynamicTest> what_is_said_to_be_refused_is_refused() {
        Map<String, Map<String, Object>> asked = Map.of("vladmandic/sdnext__cap_10", Map.of("prompt", "a cat", "alwayson_scripts", Map.of("controlnet", Map.of("args", List.of(Map.of("enabled", true, "model", "canny", "image", PICTURE))))));
        JsonObject pair = Api.get(PAIR).object();
        Set<String> refused = stream(pair.getAsJsonArray("artifacts")).flatMap(a -> stream(a.getAsJsonArray("capabilities")))
                .filter(c -> c.getAsJsonObject("here").get("answer").getAsString().equals("refused")).map(c -> c.get("id").getAsString()).collect(Collectors.toSet());
        assertEquals(asked.keySet(), refused);
        return asked.entrySet().stream().map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
            JsonObject here = capability(pair, e.getKey()).getAsJsonObject("here");
            String route = here.get("words").getAsString().replaceAll("501 from POST (\\S+):.*", "$1");
            Api.Answer answer = Api.post(route, e.getValue());
            assertEquals(501, answer.status(), answer::toString);
            assertTrue(missing(here).anyMatch(answer.json().toString()::contains), here.get("missing") + " in " + answer);
        }));
    }

    /** And so is what the words of the table say beside it. */
    @Test
    void a_grid_a_caption_and_a_face_are_refused() {
        JsonObject pair = Api.get(PAIR).object();
        assertTrue(capability(pair, "vladmandic/sdnext__cap_3").getAsJsonObject("here").get("words").getAsString().endsWith("a script is refused with 501"));
        assertEquals(501, Api.post("/sdapi/v1/txt2img", Map.of("prompt", "a cat", "script_name", "x/y/z plot")).status());
        assertTrue(capability(pair, "vladmandic/sdnext__cap_11").getAsJsonObject("here").get("words").getAsString().endsWith("not here: captions in sentences, and answers to questions: tags alone"));
        assertEquals(501, Api.post("/sdapi/v1/interrogate", Map.of("image", PICTURE)).status());
        assertTrue(capability(pair, "vladmandic/sdnext__cap_12").getAsJsonObject("here").get("words").getAsString().endsWith("faces that are restored"));
        assertEquals(501, Api.post("/sdapi/v1/extra-single-image", Map.of("image", PICTURE, "gfpgan_visibility", 1)).status());
    }

    private static Stream<String> missing(JsonObject here) {
        return here.getAsJsonArray("missing").asList().stream().map(JsonElement::getAsString);
    }

    @Test
    void the_table_names_hooks_and_routes_that_there_are() throws Exception {
        Bundle api = Osgi.bundle("mezzotint.api");
        var hooks = new TreeSet<String>();
        for (URL file : Collections.list(api.findEntries("/", "*.class", true))) {
            Class<?> type = api.loadClass(file.getPath().substring(1).replace(".class", "").replace('/', '.'));
            if (type.isInterface() && Hook.class.isAssignableFrom(type)) {
                hooks.add(type.getSimpleName().toLowerCase(Locale.ROOT));
            }
        }
        JsonObject paths = Api.get("/api/openapi.json").object().getAsJsonObject("paths");
        try (var in = new InputStreamReader(Osgi.bundle("mezzotint.comparator").getEntry("mezzotint/comparator/live.json").openStream(), StandardCharsets.UTF_8)) {
            for (JsonObject line : stream(JsonParser.parseReader(in).getAsJsonArray()).toList()) {
                texts(line, "hooks").forEach(hook -> assertTrue(hooks.contains(hook), hook + " among " + hooks));
                texts(line, "routes").forEach(route -> assertTrue(paths.getAsJsonObject(route.split(" ")[1]).has(route.split(" ")[0].toLowerCase(Locale.ROOT)), route));
            }
        }
    }

    private static List<String> texts(JsonObject object, String key) {
        return object.has(key) ? object.getAsJsonArray(key).asList().stream().map(JsonElement::getAsString).toList() : List.of();
    }

    @Test
    void the_column_changes_when_a_plugin_is_switched_off() throws Exception {
        String samplers = "vladmandic/sdnext__cap_15";
        assertTrue(labels(samplers).contains("UniPC"));
        TestInstaller.meet(Wish.NOTHING.switchOff("mezzotint.sampler.unipc"));
        try {
            assertFalse(labels(samplers).contains("UniPC"));
            assertTrue(labels(samplers).contains("Euler"));
            assertEquals("switched off", PassportsTest.value(PassportsTest.passport("mezzotint/sampler.unipc"), "state"));
        } finally {
            TestInstaller.meet(Wish.NOTHING.switchOn("mezzotint.sampler.unipc"));
        }
        assertTrue(labels(samplers).contains("UniPC"));
        TestInstaller.meet(Wish.NOTHING.switchOff("mezzotint.previewer.linear"));
        try {
            JsonObject here = capability(Api.get(PAIR).object(), "vladmandic/sdnext__cap_4").getAsJsonObject("here");
            assertEquals("off", here.get("answer").getAsString());
            assertTrue(here.get("words").getAsString().contains("mezzotint.previewer.linear"), here::toString);
            assertTrue(text("/compare/openai/gpt-4.1-mini/vladmandic/sdnext").contains("off: no plugin provides previewer"));
            assertTrue(text("/agent/compare/openai/gpt-4.1-mini/vladmandic/sdnext").contains("off: no plugin provides previewer"));
        } finally {
            TestInstaller.meet(Wish.NOTHING.switchOn("mezzotint.previewer.linear"));
        }
        assertEquals("yes", capability(Api.get(PAIR).object(), "vladmandic/sdnext__cap_4").getAsJsonObject("here").get("answer").getAsString());
    }

    private static Set<String> labels(String capability) {
        return stream(capability(Api.get(PAIR).object(), capability).getAsJsonObject("here").getAsJsonArray("plugins")).map(p -> p.get("label").getAsString()).collect(Collectors.toSet());
    }

    private static String text(String path) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(Osgi.address(path)).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    @Test
    void what_cannot_be_compared_is_refused_in_words() throws Exception {
        assertEquals(400, Api.get("/api/catalog/compare?artifact=vladmandic/sdnext").status());
        assertEquals(400, Api.get("/api/catalog/compare?artifact=vladmandic/sdnext&artifact=SD.Next").status());
        assertEquals(404, Api.get("/api/catalog/compare?artifact=vladmandic/sdnext&artifact=nobody/nothing").status());
        assertEquals(400, Api.get(PAIR + "&asOf=yesterday").status());
        assertEquals(400, Api.get(PAIR + "&weights=adoption:-1").status());
        assertEquals(400, Api.get("/api/catalog/search?q=a").status());
        assertEquals(400, Api.get("/api/catalog/search?q=cats&limit=0").status());
    }

    @Test
    void what_is_around_an_artifact_has_its_evidence() throws Exception {
        JsonObject around = Api.get("/api/catalog/graph/SD.Next").object();
        assertEquals("vladmandic/sdnext", around.get("id").getAsString(), "an alias will do");
        List<JsonObject> neighbours = stream(around.getAsJsonArray("neighbours")).toList();
        assertTrue(neighbours.size() > 10 && neighbours.size() <= 24, neighbours::toString);
        assertTrue(neighbours.stream().flatMap(n -> stream(n.getAsJsonArray("evidence"))).allMatch(e -> e.has("source") && e.has("date")), neighbours::toString);
        JsonObject diffusers = neighbours.stream().filter(n -> n.get("id").getAsString().equals("huggingface/diffusers")).findFirst().orElseThrow();
        assertEquals("complement", diffusers.get("kind").getAsString());
        assertEquals("vladmandic/sdnext integrates huggingface/diffusers", diffusers.getAsJsonArray("evidence").get(0).getAsJsonObject().get("value").getAsString());
        String picture = text("/graph/vladmandic/sdnext.svg", "*/*", "image/svg+xml");
        var drawn = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(picture.getBytes(StandardCharsets.UTF_8)));
        assertEquals(neighbours.stream().filter(n -> n.get("artifact").getAsBoolean()).count(), drawn.getElementsByTagName("a").getLength());
        assertTrue(text("/agent/graph/vladmandic/sdnext", "*/*", "text/markdown").startsWith("# Around sdnext\n"));
        assertEquals(404, Api.get("/api/catalog/graph/nobody/nothing").status());
        assertEquals(400, Api.get("/api/catalog/graph").status());
        assertEquals(400, Api.get("/api/catalog/graph/vladmandic/sdnext?asOf=2026-10-01").status(), "it is of today");
    }

    /** Of the two sources of GPT-4.1 Mini one spoke in May, the other in November. */
    @Test
    void what_changed_between_two_days_is_told() throws Exception {
        JsonObject changes = Api.get("/api/catalog/changes/openai/gpt-4.1-mini?since=2026-06-01").object();
        JsonObject inputs = change(changes, "inputModalities");
        assertEquals("changed", inputs.get("change").getAsString(), inputs::toString);
        JsonObject heir = change(changes, "heir");
        assertEquals("known", heir.get("change").getAsString());
        assertEquals(0, heir.getAsJsonArray("before").size(), "nobody said anything, which is not 0");
        assertEquals("OpenAI deprecations", heir.getAsJsonArray("after").get(0).getAsJsonObject().get("source").getAsString());
        assertTrue(stream(changes.getAsJsonArray("rows")).noneMatch(r -> r.get("name").getAsString().equals("input at openai")), "0.40 then and now");
        JsonObject both = Api.get(PAIR + "&since=2026-06-01").object().getAsJsonObject("changes");
        assertEquals("[\"vladmandic/sdnext\"]", both.getAsJsonArray("unknown").toString());
        assertEquals(changes.getAsJsonArray("rows"), both.getAsJsonArray("rows"));
        assertEquals(400, Api.get(PAIR + "&since=yesterday").status());
        assertEquals(400, Api.get(PAIR + "&asOf=2026-06-01&since=2026-06-01").status());
        assertEquals(400, Api.get("/api/catalog/changes/openai/gpt-4.1-mini").status());
        assertTrue(text("/agent/compare/openai/gpt-4.1-mini/vladmandic/sdnext?since=2026-06-01", "*/*", "text/markdown").contains("## What changed since 2026-06-01"));
    }

    private static JsonObject change(JsonObject changes, String name) {
        return stream(changes.getAsJsonArray("rows")).filter(r -> r.get("name").getAsString().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void tables_are_given_to_who_asks_for_them() throws Exception {
        String table = text(PAIR, "text/csv", "text/csv");
        assertEquals(table, text(PAIR.replace("compare?", "compare.csv?"), "*/*", "text/csv"));
        assertTrue(table.startsWith("\"section\",\"artifact\",\"item\",\"value\",\"unit\",\"note\",\"source\",\"date\"\r\n"), table);
        assertTrue(table.contains("\"price\",\"openai/gpt-4.1-mini\",\"input at openai\",\"0.40\",\"USD for 1000000 token\""), table);
        text(PAIR, "application/json, text/csv", "application/json");
        String found = text("/api/catalog/search?q=free+local+image+generator&limit=5", "text/csv", "text/csv");
        assertEquals(6, found.lines().count(), found);
    }

    private static String text(String path, String accept, String type) throws Exception {
        var answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(Osgi.address(path)).header("Accept", accept).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer::body);
        assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith(type), answer.headers()::toString);
        return answer.body();
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
