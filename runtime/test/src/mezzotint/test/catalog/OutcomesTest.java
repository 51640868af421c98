package mezzotint.test.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.TunedPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What became of what was found, over HTTP. */
class OutcomesTest {

    private static final String PATH = "/api/catalog/outcomes";
    private static final String PID = "mezzotint.catalog";
    private static final String MODEL = "openai/gpt-4.1-mini";
    private static final String PROGRAM = "vladmandic/sdnext";

    private final TunedPlugin settings = new TunedPlugin();
    private boolean set;

    private void keep(boolean words) throws Exception {
        set = true;
        settings.set(PID, Map.of("outcomes", true, "outcomeWords", words));
        TunedPlugin.await(() -> Api.get(PATH + "/kept").status() == 200 && Api.get(PATH + "/kept").object().equals(kept(true, words)));
        TunedPlugin.await(() -> Api.get("/api/catalog").status() == 200);
    }

    private static JsonObject kept(boolean kept, boolean words) {
        var object = new JsonObject();
        object.addProperty("kept", kept);
        object.addProperty("words", words);
        return object;
    }

    @AfterEach
    void asItWas() throws Exception {
        if (!set) {
            return;
        }
        Api.delete(PATH);
        settings.admin().getConfiguration(PID, "?").delete();
        TunedPlugin.await(() -> Api.get(PATH + "/kept").status() == 200 && Api.get(PATH + "/kept").object().equals(kept(false, false)));
    }

    private static List<JsonObject> all() {
        Api.Answer answer = Api.get(PATH);
        assertEquals(200, answer.status(), answer::toString);
        return answer.json().getAsJsonArray().asList().stream().map(JsonElement::getAsJsonObject).toList();
    }

    @Test
    void they_are_refused_while_they_are_off() {
        Api.Answer answer = Api.post(PATH, Map.of("shown", List.of(MODEL)));
        assertEquals(409, answer.status(), answer::toString);
        assertEquals("outcomes are not kept here", answer.text("detail"));
        assertEquals(List.of(), all());
    }

    @Test
    void a_list_and_what_became_of_it_are_kept_given_out_and_forgotten() throws Exception {
        keep(true);
        Api.Answer shown = Api.post(PATH, Map.of("shown", List.of(MODEL, PROGRAM), "need", "=paint \"it\""));
        assertEquals(201, shown.status(), shown::toString);
        Map<String, String> chosen = Map.of("search", shown.text("search"), "artifact", PROGRAM, "kind", "chosen");
        assertEquals(200, Api.post(PATH, chosen).status());
        assertEquals(200, Api.post(PATH, chosen).status());
        assertEquals(List.of(MODEL + " shown 1", PROGRAM + " shown 2", PROGRAM + " chosen 2"), all().stream()
                .map(o -> o.get("artifact").getAsString() + " " + o.get("kind").getAsString() + " " + o.get("position").getAsInt()).toList(), "said twice it counts once");
        String csv = HttpClient.newHttpClient().send(HttpRequest.newBuilder(Osgi.address(PATH + "?format=csv")).build(), BodyHandlers.ofString()).body();
        assertTrue(csv.startsWith("\"search\",\"need\",\"artifact\",\"kind\",\"position\",\"at\"\r\n"), csv);
        assertTrue(csv.contains("\"'=paint \"\"it\"\"\",\"" + PROGRAM + "\",\"chosen\",\"2\","), csv);
        JsonObject match = Api.get("/api/catalog/scores/" + PROGRAM).json().getAsJsonArray().asList().stream().map(JsonElement::getAsJsonObject)
                .filter(s -> s.get("score").getAsString().equals("match")).findFirst().orElseThrow();
        assertEquals("chosen in 1 of 1 lists, with 0.5 looks to be expected at its places", match.getAsJsonArray("steps").get(0).getAsString());
        assertEquals(2, Api.delete(PATH + "?artifact=" + PROGRAM).object().get("forgotten").getAsInt());
        assertEquals(List.of(MODEL), all().stream().map(o -> o.get("artifact").getAsString()).toList());
    }

    @Test
    void the_words_stay_away_and_odd_questions_are_refused() throws Exception {
        keep(false);
        Api.Answer shown = Api.post(PATH, Map.of("shown", List.of(MODEL), "need", "a secret"));
        assertEquals(201, shown.status(), shown::toString);
        assertTrue(all().stream().allMatch(o -> !o.has("need") || o.get("need").isJsonNull()), () -> all().toString());
        List<Map<String, Object>> odds = List.of(Map.of("shown", "all"), Map.of("shown", List.of(MODEL), "need", "x".repeat(501)),
                Map.of("search", shown.text("search"), "artifact", MODEL, "kind", "liked"), Map.of());
        for (Map<String, Object> odd : odds) {
            assertEquals(400, Api.post(PATH, odd).status(), odd::toString);
        }
        assertEquals(404, Api.post(PATH, Map.of("search", "none", "artifact", MODEL, "kind", "chosen")).status());
        assertEquals(400, Api.get(PATH + "?format=xml").status());
    }
}
