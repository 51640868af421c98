package mezzotint.test.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every refusal leaves one line in the log. */
class RefusalLogTest {

    private static final String SECRET = "p4ssw0rd";
    private static final int LONGEST = 600;
    private static final int SHOWN = 100;

    /** @param line that is looked for, behind "is refused with" */
    private record Refused(String method, String path, String body, String line) {}

    @TestFactory
    Stream<DynamicTest> withMethodPathStatusAndSentence() {
        return Stream.of(
                new Refused("POST", "/sdapi/v1/txt2img", "{\"enable_hr\": true}", "501: no plugin makes a picture larger in a second pass: install"),
                new Refused("POST", "/sdapi/v1/txt2img", "{\"steps\": \"many\", \"seed\": []}", "422: body.seed: value is not a valid integer; body.steps"),
                new Refused("POST", "/sdapi/v1/img2img", "{}", "404: Init image not found"),
                new Refused("POST", "/sdapi/v1/options", "{\"sd_model_checkpoint\": \"nobody\"}", "400: no model is called nobody"),
                new Refused("GET", "/sdapi/v1/nothing", "", "404: Not Found"),
                new Refused("GET", "/sdapi/v1/txt2img", "", "405: Method Not Allowed"),
                new Refused("POST", "/api/jobs", "{\"steps\": -1}", "400: "),
                new Refused("POST", "/api/jobs", "{\"password\": \"" + SECRET, "400: the request is no JSON"),
                new Refused("GET", "/api/jobs/nobody", "", "404: there is no job nobody: look at /api/jobs"),
                new Refused("GET", "/internal/nothing?token=" + SECRET, "", "404: Not Found"),
                new Refused("POST", "/mcp", SECRET, "415: Content-Type is missing; send application/json"),
                new Refused("GET", "/sdapi/v1/" + "x".repeat(4000), "", "404: Not Found"),
                new Refused("POST", "/sdapi/v1/extra-single-image", "{\"image\": \"" + SECRET.repeat(500) + "\"}", "422: Invalid encoded image"))
                .map(each -> DynamicTest.dynamicTest(each.method() + " " + each.path().replaceAll("x{9,}", "x.."), () -> assertLogged(each)));
    }

    private static void assertLogged(Refused refused) throws IOException {
        long before = count(refused);
        Api.Answer answer = Api.send(refused.method(), refused.path(), BodyPublishers.ofString(refused.body()));
        assertTrue(answer.status() >= 400, answer.toString());
        assertEquals(before + 1, count(refused), "one line\n" + tail());
        String line = lines(refused).get((int) before);
        assertTrue(line.contains(" INFO "), line);
        assertTrue(line.length() < LONGEST, line);
        assertFalse(line.contains(SECRET), line);
    }

    private static long count(Refused refused) throws IOException {
        return lines(refused).size();
    }

    /** The lines of such a refusal so far. */
    private static List<String> lines(Refused refused) throws IOException {
        String path = refused.path().replaceFirst("\\?.*", "");
        String call = refused.method() + " " + path.substring(0, Math.min(SHOWN, path.length()));
        return Files.readAllLines(log()).stream().filter(line -> line.contains(call) && line.contains("is refused with " + refused.line())).toList();
    }

    /** For the message of a test that fails. */
    private static String tail() throws IOException {
        List<String> all = Files.readAllLines(log());
        return String.join("\n", all.subList(Math.max(0, all.size() - 3), all.size()));
    }

    private static Path log() {
        return Path.of(Osgi.context().getProperty("mezzotint.home")).resolve("log/mezzotint.log");
    }
}
