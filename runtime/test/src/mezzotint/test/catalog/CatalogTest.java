package mezzotint.test.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.ArtifactQuery;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Passport;
import mezzotint.catalog.ScoreResult;
import mezzotint.plugin.Problem;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.Command;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalog of the started workbench. */
class CatalogTest {

    private static final String MODEL = "openai/gpt-4.1-mini";
    private static final String PROGRAM = "vladmandic/sdnext";

    @TempDir
    private Path folder;

    /** The first question fills the catalog; on a busy machine it takes longer than a question waits. */
    @BeforeAll
    static void fill() {
        var catalog = Osgi.service(Catalog.class);
        for (int tries = 0; tries < 10; tries++) {
            try {
                catalog.revision();
                return;
            } catch (Problem e) {
                assertEquals(Problem.Kind.CONFLICT, e.kind(), e.getMessage());
            }
        }
    }

    private static JsonObject artifact(String id, String query) {
        Api.Answer answer = Api.get("/api/catalog/artifacts/" + id + query);
        assertEquals(200, answer.status(), answer::toString);
        return answer.object();
    }

    private static List<JsonObject> rows(JsonElement list) {
        return StreamSupport.stream(list.getAsJsonArray().spliterator(), false).map(JsonElement::getAsJsonObject).toList();
    }

    @Test
    void thousands_of_artifacts_ship_each_with_source_and_date() {
        var catalog = Osgi.service(Catalog.class);
        List<Artifact> all = catalog.list(ArtifactQuery.all(), LocalDate.now());
        assertTrue(all.size() >= 5000, all.size() + " artifacts");
        List<String> ids = all.stream().map(Artifact::id).toList();
        for (Passport passport : catalog.passports(ids, LocalDate.now())) {
            passport.sources().values().forEach(s -> assertNotNull(s, () -> passport.artifact().id() + " names a source that is not there"));
            assertNotNull(passport.sources().get(passport.artifact().source()).date());
        }
        assertEquals(all.size(), Api.get("/api/catalog").object().get("artifacts").getAsInt());
    }

    @Test
    void the_seed_pair_has_what_the_page_states_and_what_contradicts_it() {
        JsonObject model = artifact(MODEL, "");
        assertEquals(10, model.getAsJsonArray("capabilities").size());
        assertEquals(16, artifact(PROGRAM, "").getAsJsonArray("capabilities").size());
        List<JsonObject> facts = rows(model.get("facts"));
        assertEquals("21/100", facts.stream().filter(f -> f.get("key").getAsString().equals("stated.unfragileRank")).findFirst().orElseThrow().get("value").getAsString());
        assertEquals(2, facts.stream().filter(f -> f.get("key").getAsString().equals("knowledgeCutoff") && f.get("conflict").getAsBoolean())
                .map(f -> f.get("value").getAsString()).distinct().count());
        assertTrue(rows(model.get("prices")).stream().anyMatch(p -> p.get("amount").getAsString().equals("0.40") && p.get("seller").getAsString().equals("openai")));
        var names = rows(model.get("aliases")).stream().map(a -> a.get("name").getAsString()).collect(Collectors.toCollection(TreeSet::new));
        assertTrue(names.containsAll(List.of("azure/eu/gpt-4.1-mini", "ft:gpt-4.1-mini-2025-04-14", "openrouter/openai/gpt-4.1-mini")), names::toString);
        assertEquals(MODEL, artifact("OPENROUTER/openai/gpt-4.1-mini", "").get("id").getAsString());
    }

    @Test
    void an_earlier_day_knows_less() {
        JsonObject june = artifact(MODEL, "?asOf=2026-06-01");
        assertEquals(0, june.getAsJsonArray("capabilities").size(), "nobody had described them");
        assertFalse(june.getAsJsonArray("facts").isEmpty(), "models.dev knew it");
        assertEquals(404, Api.get("/api/catalog/artifacts/" + MODEL + "?asOf=2020-01-01").status());
        assertEquals(400, Api.get("/api/catalog/artifacts?asOf=yesterday").status());
    }

    @Test
    void scores_are_those_of_the_published_formulas_or_are_refused_in_words() {
        Map<String, JsonObject> scores = scores(PROGRAM, "?asOf=2026-11-23");
        assertEquals(64.2857, scores.get("evidence").get("value").getAsDouble(), 1e-4, "8 of 12 checked claims are true");
        assertEquals(100, scores.get("quality").get("value").getAsDouble(), 1e-9);
        assertTrue(scores.get("adoption").get("refused").getAsString().startsWith("coverage 0 is less than 0.5"));
        Map<String, JsonObject> model = scores(MODEL, "?asOf=2026-11-23");
        assertEquals("only 3 claims could be checked; 5 are needed", model.get("evidence").get("refused").getAsString());
        assertEquals(29.71, model.get("quality").get("value").getAsDouble(), 0.01, "73 of 225 among the 69 runs of Aider");
        assertEquals(0, model.get("maintenance").get("value").getAsDouble(), "it is deprecated");
        assertEquals(39.2, model.get("adoption").get("lo").getAsDouble(), 0.5, "17 providers, and nobody knows the downloads");
        assertTrue(model.get("adoption").get("steps").getAsJsonArray().size() > 2);
        assertEquals(0, scores(MODEL, "?weights=quality:0,maintenance:0,ecosystem:1").get("overall").getAsJsonArray("inputs").asList().stream().map(JsonElement::getAsJsonObject)
                .filter(i -> i.get("name").getAsString().equals("quality")).findFirst().orElseThrow().get("weight").getAsDouble());
    }

    private static Map<String, JsonObject> scores(String id, String query) {
        Api.Answer answer = Api.get("/api/catalog/scores/" + id + query);
        assertEquals(200, answer.status(), answer::toString);
        return rows(answer.json()).stream().collect(Collectors.toMap(s -> s.get("score").getAsString(), s -> s));
    }

    @Test
    void another_program_computes_the_same_scores_from_the_export() throws Exception {
        assumeTrue(Command.isThere("python3", "--version"), "python3 is not installed here");
        Path export = folder.resolve("catalog.json.gz");
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(Osgi.address("/api/catalog/export")).build(), BodyHandlers.ofFile(export));
        LocalDate day = LocalDate.now();
        var catalog = Osgi.service(Catalog.class);
        // What is said of this workbench is in no store, and so in no export.
        List<String> ids = catalog.list(ArtifactQuery.all(), day).stream().filter(a -> !a.source().startsWith("this workbench")).map(Artifact::id).toList();
        // All that have claims, results or checks, and every fortieth of the others.
        List<Passport> some = catalog.passports(ids, day).stream()
                .filter(p -> !p.claims().isEmpty() || !p.benchmarks().isEmpty() || ids.indexOf(p.artifact().id()) % 40 == 0).toList();
        JsonObject again = recomputed(export, day, some);
        int compared = 0;
        for (Passport passport : some) {
            for (ScoreResult score : catalog.scores(passport, Map.of())) {
                if (!score.score().equals(Catalog.OVERALL)) {
                    JsonArray other = again.getAsJsonObject(passport.artifact().id()).getAsJsonArray(score.score());
                    assertEquals(score.value() == null, other.get(0).isJsonNull(), score::toString);
                    assertEquals(score.value() == null ? 0 : other.get(0).getAsDouble(), score.value() == null ? 0 : score.value(), 1e-9, score::toString);
                    assertEquals(other.get(1).getAsDouble(), score.lo(), 1e-9, score::toString);
                    assertEquals(other.get(2).getAsDouble(), score.hi(), 1e-9, score::toString);
                    compared++;
                }
            }
        }
        assertTrue(compared > 1000, compared + " scores");
    }

    private JsonObject recomputed(Path export, LocalDate day, List<Passport> passports) throws IOException, InterruptedException {
        Path asked = Files.writeString(folder.resolve("ids"), passports.stream().map(p -> p.artifact().id()).collect(Collectors.joining("\n")));
        Path answer = folder.resolve("answer");
        int status = new ProcessBuilder("python3", Path.of("recompute.py").toAbsolutePath().toString(), export.toString(), day.toString()).redirectInput(asked.toFile())
                .redirectOutput(answer.toFile()).redirectError(folder.resolve("error").toFile()).start().waitFor();
        assertEquals(0, status, Files.readString(folder.resolve("error")));
        return JsonParser.parseString(Files.readString(answer)).getAsJsonObject();
    }

    @Test
    void an_import_is_shown_before_it_is_made_and_changes_nothing_the_second_time() throws IOException {
        byte[] export = export("acme/painter", "Painter");
        Api.Answer preview = Api.post("/api/catalog/imports?connector=export", export);
        assertEquals(200, preview.status(), preview::toString);
        assertEquals(1, preview.object().get("added").getAsInt());
        assertEquals(404, Api.get("/api/catalog/artifacts/acme/painter").status(), "nothing is changed yet");
        Api.Answer applied = Api.post("/api/catalog/imports/" + preview.text("id") + "/apply", Map.of());
        assertEquals(200, applied.status(), applied::toString);
        assertEquals("Painter", artifact("acme/painter", "").get("name").getAsString());
        Api.Answer again = Api.post("/api/catalog/imports?connector=export", export);
        assertEquals(List.of(0, 0, 0), List.of("added", "changed", "gone").stream().map(f -> again.object().get(f).getAsInt()).toList());
        assertEquals(404, Api.post("/api/catalog/imports/" + preview.text("id") + "/apply", Map.of()).status(), "it is made already");
    }

    @Test
    void what_is_no_package_is_refused_in_words() {
        assertEquals(400, Api.post("/api/catalog/imports?connector=litellm", "nothing".getBytes()).status());
        assertEquals(400, Api.post("/api/catalog/imports?connector=nobody", "nothing".getBytes()).status());
        assertEquals(400, Api.post("/api/catalog/imports", new byte[0]).status());
        assertTrue(rows(Api.get("/api/catalog/connectors").json()).size() >= 8);
    }

    private static byte[] export(String id, String name) throws IOException {
        String json = """
                {"format": "mezzotint-catalog/1", "collections": {"of-a-test": {
                "source": {"columns": ["id", "name", "kind", "title", "locator", "sha256", "observed", "retrieved", "licence", "parser"],
                 "rows": [["test 1", "test", "USER", null, "test:1", null, "2026-01-01", "2026-01-01", "CC0-1.0", null]]},
                "artifact": {"columns": ["id", "type", "name", "vendor", "description", "source"], "rows": [["%s", "repo", "%s", "acme", null, "test 1"]]}}}}
                """.formatted(id, name);
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(json.getBytes());
        }
        return out.toByteArray();
    }
}
