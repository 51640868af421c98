package mezzotint.test.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import mezzotint.image.PictureHeader;
import mezzotint.plugin.Choice;
import mezzotint.studio.Request;
import mezzotint.studio.RequestMap;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.BrowserJars;
import mezzotint.test.kit.CommandLine;
import mezzotint.test.kit.OtherWorkbench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a request can hold is what its schema says, and what every way in takes. */
class RequestFieldsTest {

    /** Fields of the job, not of the picture. */
    private static final Set<String> OF_THE_JOB = Set.of("timeout", "priority", "after");

    @TempDir
    private Path home;

    private static JsonObject properties() {
        return Api.get("/api/settings").object().getAsJsonObject("properties");
    }

    @Test
    void the_schema_has_every_field_of_a_request_and_no_other() {
        Choice choice = Choice.of("x");
        var request = new Request("m", new Request.Words("", "", choice, choice), new Request.Canvas(8, 8, 1, 0), new Request.Walk(1, choice, choice, choice, choice),
                choice, List.of(choice), List.of(choice), choice, List.of(choice), List.of(choice));
        var fields = new TreeSet<>(RequestMap.of(request).keySet());
        fields.add("cfg"); // a parameter of the guidance
        fields.addAll(OF_THE_JOB);
        assertEquals(fields, new TreeSet<>(properties().keySet()));
    }

    /** A field that nobody reads would let it pass. */
    @Test
    void every_field_of_the_schema_is_read() {
        for (String field : properties().keySet()) {
            var request = new HashMap<String, Object>(Map.of("prompt", "a cat"));
            request.put(field, Map.of("nonsense", List.of(1)));
            Api.Answer answer = Api.post("/api/jobs", request);
            assertTrue(answer.status() >= 400 && answer.status() < 500, field + ": " + answer);
        }
        assertEquals(400, Api.post("/api/jobs", Map.of("prompt", "a cat", "nonsense", 1)).status());
    }

    @Test
    void where_a_plugin_is_named_the_schema_names_its_list() {
        Set<String> hooks = Api.get("/api/hooks").object().keySet();
        for (String field : List.of("sampler", "schedule", "guidance", "noise", "parser", "encoder", "backend")) {
            assertTrue(hooks.contains(properties().getAsJsonObject(field).get("x-hook").getAsString()), field);
        }
        assertEquals("postprocessor", properties().getAsJsonObject("finish").get("x-hook").getAsString());
        assertEquals("array", properties().getAsJsonObject("finish").get("type").getAsString());
    }

    @Test
    void the_command_line_asks_for_what_is_done_to_the_finished_picture() throws Exception {
        try (OtherWorkbench workbench = OtherWorkbench.start(home)) {
            assertEquals(201, workbench.change("POST", "?agreed=true", BrowserJars.frame().bytes()).statusCode());
            Path out = home.resolve("framed.png");
            CommandLine.End end = CommandLine.run(home, "make", "a cat", "--steps", "1", "--finish", "frame, Bad frame", "--out", out.toString());
            assertEquals(0, end.status(), end.error());
            JsonObject made = workbench.get("/api/pictures").getAsJsonArray().get(0).getAsJsonObject();
            JsonObject request = made.getAsJsonObject("request");
            assertEquals(JsonParser.parseString("[\"frame\", \"frame\"]"), request.get("finish"));
            assertEquals(request.get("width").getAsInt() + 4 * 16, PictureHeader.check(Files.readAllBytes(out), PictureHeader.MOST_PIXELS).width());
            assertEquals(request.get("width").getAsInt() + 4 * 16, made.get("width").getAsInt());
            CommandLine.End unknown = CommandLine.run(home, "make", "a cat", "--finish", "polish", "--out", out.toString());
            assertTrue(unknown.status() == 2 && unknown.error().contains("polish"), unknown.toString());
        }
    }
}
