package mezzotint.test.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mezzotint.diffusion.StepHook;
import mezzotint.test.kit.BadPlugins;
import mezzotint.test.kit.OtherWorkbench;
import mezzotint.test.kit.TestJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a plugin has earned holds when the workbench starts again. */
@Execution(ExecutionMode.CONCURRENT)
class QuarantineTest {

    private static final String NAME = "org.example.again";

    @TempDir
    private Path home;

    @Test
    void faults_in_three_jobs_keep_a_plugin_out_of_the_next_start_until_it_is_released() throws Exception {
        try (OtherWorkbench first = OtherWorkbench.start(home)) {
            byte[] jar = new TestJar(NAME, "1.0.0").plugin(StepHook.class, BadPlugins.ThrowingHook.class).bytes();
            assertEquals(201, first.change("POST", "?agreed=true", jar).statusCode());
            for (int i = 0; i < 3; i++) {
                assertTrue(made(first, "cat " + i).get("notes").toString().contains(NAME + " 1.0.0) threw"), "it was blamed");
            }
            assertWithheld(first);
        }
        try (OtherWorkbench second = OtherWorkbench.start(home)) {
            assertWithheld(second);
            assertEquals(204, second.send("DELETE", "/api/faults/" + NAME, BodyPublishers.noBody()).statusCode());
            assertTrue(made(second, "a cat").get("notes").toString().contains(NAME + " 1.0.0) threw"), "it runs again");
        }
        try (OtherWorkbench third = OtherWorkbench.start(home)) {
            made(third, "a cat");
        }
    }

    private static void assertWithheld(OtherWorkbench workbench) throws Exception {
        HttpResponse<String> refused = handIn(workbench, "a cat");
        assertEquals(409, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("in quarantine: 3 of its last 3 jobs went wrong by it"), refused.body());
        JsonObject quarantine = workbench.get("/api/faults").getAsJsonObject().getAsJsonArray("quarantine").get(0).getAsJsonObject();
        assertEquals(NAME, quarantine.get("bundle").getAsString());
        assertEquals("1.0.0", quarantine.get("version").getAsString());
    }

    private static JsonObject made(OtherWorkbench workbench, String prompt) throws Exception {
        HttpResponse<String> accepted = handIn(workbench, prompt);
        assertEquals(202, accepted.statusCode(), accepted.body());
        String path = "/api/jobs/" + JsonParser.parseString(accepted.body()).getAsJsonObject().get("id").getAsString();
        for (int i = 0; i < 1200; i++) {
            JsonObject job = workbench.get(path).getAsJsonObject();
            if (job.get("state").getAsString().equals("done")) {
                return job;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("it is not done: " + workbench.get(path));
    }

    private static HttpResponse<String> handIn(OtherWorkbench workbench, String prompt) throws Exception {
        var picture = Map.of("prompt", prompt, "steps", 1, "width", 64, "height", 64, "watchers", List.of("again"));
        return workbench.send("POST", "/api/jobs", BodyPublishers.ofString(new Gson().toJson(picture)));
    }
}
