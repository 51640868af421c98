package mezzotint.test.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import mezzotint.test.kit.ClientPackages;
import mezzotint.test.kit.Command;
import mezzotint.test.kit.CommandLine;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;

/** The server of the Model Context Protocol, as its official clients and plain HTTP see it. */
@Timeout(600)
class McpTest {

    private static final String NPM = "{\"private\": true, \"dependencies\": {\"@modelcontextprotocol/sdk\": \"1.32.2\"}}";
    private static final String PYPI = "mcp==2.3.0";
    private static final String PING = "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\"}";
    private static final String LIST = "{\"jsonrpc\": \"2.0\", \"id\": 2, \"method\": \"tools/list\"}";
    private static final String INITIALIZE = "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"initialize\", \"params\": {\"protocolVersion\": \"2025-06-18\", \"capabilities\": {}, "
            + "\"clientInfo\": {\"name\": \"a test\", \"version\": \"1\"}}}";
    private static final long LIMIT_NANOS = 20_000_000_000L;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static CompletableFuture<ClientPackages> python;
    private static CompletableFuture<ClientPackages> node;

    @TempDir
    private Path folder;

    @BeforeAll
    static void install() {
        python = ClientPackages.fromPyPI("mcp-pypi", List.of(PYPI));
        node = ClientPackages.fromNpm("mcp-npm", NPM);
    }

    private static HttpResponse<String> send(String method, String body, String... headers) {
        try {
            var request = HttpRequest.newBuilder(Osgi.address("/mcp")).method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            return CLIENT.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> post(String body) {
        return send("POST", body, "Content-Type", "application/json", "Accept", "application/json, text/event-stream");
    }

    /** The client's arguments: an address, and a command that is found by the user's folder. */
    private static String[] command(String... client) {
        List<String> server = Stream.concat(Stream.of("/usr/bin/env", "MEZZOTINT_HOME=" + Osgi.context().getProperty("mezzotint.home")), Command.mezzotint("mcp").stream()).toList();
        return Stream.of(Stream.of(client), Stream.of(Osgi.address("/mcp").toString()), server.stream()).flatMap(s -> s).toArray(String[]::new);
    }

    @Test
    void the_official_client_from_npm_is_served() throws Exception {
        ClientPackages.run(command("node", "clients/mcp_client.mjs", node.join().orSkip().toString()));
    }

    @Test
    void the_official_client_from_pypi_is_served() throws Exception {
        ClientPackages.run(command(python.join().pythonOrSkip(), "clients/mcp_client.py"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "GET    |                    |                                                           | 405",
        "DELETE |                    |                                                           | 405",
        "PUT    | {}                 | Content-Type: application/json                            | 405",
        "POST   | " + PING + "       |                                                           | 415",
        "POST   | " + PING + "       | Content-Type: text/plain                                  | 415",
        "POST   | " + PING + "       | Content-Type: application/jsonp                           | 415",
        "POST   | " + PING + "       | Content-Type: application/json, Accept: text/html         | 406",
        "POST   | " + PING + "       | Content-Type: application/json, MCP-Protocol-Version: 7   | 400",
        "POST   | [" + PING + "]     | Content-Type: application/json, MCP-Protocol-Version: 2025-06-18 | 400",
        "POST   | {                  | Content-Type: application/json                            | 400",
        "POST   | 7                  | Content-Type: application/json                            | 400",
        "POST   |                    | Content-Type: application/json                            | 400",
        "POST   | " + PING + "       | Content-Type: application/json, Origin: https://evil.example | 403"})
    void what_cannot_be_answered_is_refused_in_words(String method, String body, String headers, int status) {
        String[] each = headers == null ? new String[0] : headers.split(": |, ");
        HttpResponse<String> answer = send(method, body, each);
        assertEquals(status, answer.statusCode(), answer::body);
        JsonObject said = JsonParser.parseString(answer.body()).getAsJsonObject();
        assertTrue(status == 403 ? said.has("detail") : said.getAsJsonObject("error").get("message").getAsString().contains("; "), answer::body);
        assertEquals(status == 405, answer.headers().firstValue("Allow").isPresent());
    }

    @Test
    void a_body_has_its_bounds() {
        HttpResponse<String> answer = post(PING.replace("ping", "p".repeat(1 << 18)));
        assertEquals(413, answer.statusCode());
        assertTrue(answer.body().contains("larger than"), answer.body());
    }

    @Test
    void notifications_are_accepted_and_batches_answered_in_their_revision() {
        HttpResponse<String> accepted = post("{\"jsonrpc\": \"2.0\", \"method\": \"notifications/initialized\"}");
        assertEquals(202, accepted.statusCode());
        assertEquals("", accepted.body());
        HttpResponse<String> batch = send("POST", "[" + PING + "," + LIST + "]", "Content-Type", "application/json; charset=utf-8", "MCP-Protocol-Version", "2025-03-26");
        assertEquals(200, batch.statusCode());
        assertEquals("application/json", batch.headers().firstValue("Content-Type").orElse("").split(";")[0]);
        assertEquals(2, JsonParser.parseString(batch.body()).getAsJsonArray().size());
    }

    @Test
    void tools_go_and_come_with_what_they_need() throws Exception {
        Bundle comparator = Osgi.bundle("mezzotint.comparator");
        assertEquals(List.of("compare", "get", "resolve", "search"), tools());
        comparator.stop(Bundle.STOP_TRANSIENT);
        try {
            assertEquals(List.of("get", "resolve"), tools());
        } finally {
            comparator.start(Bundle.START_TRANSIENT);
        }
        await(() -> tools().size() == 4);
    }

    @Test
    void a_client_that_is_connected_is_told_that_the_server_is_off_and_goes_on_when_it_is_on_again() throws Exception {
        Bundle server = Osgi.bundle("mezzotint.mcp");
        Process process = CommandLine.launch(Path.of(Osgi.context().getProperty("mezzotint.home")), "mcp");
        try (BufferedReader out = process.inputReader(); BufferedWriter in = process.outputWriter()) {
            assertEquals("2025-06-18", ask(in, out, INITIALIZE).getAsJsonObject("result").get("protocolVersion").getAsString());
            assertTrue(error(ask(in, out, "[" + PING + "]")).contains("a batch"), "what was agreed on is told to the workbench");
            server.stop(Bundle.STOP_TRANSIENT);
            try {
                assertEquals("the workbench has nothing at /mcp; switch its bundle mezzotint.mcp on", error(ask(in, out, LIST)));
                assertEquals(404, post(LIST).statusCode());
            } finally {
                server.start(Bundle.START_TRANSIENT);
            }
            await(() -> post(LIST).statusCode() == 200);
            assertTrue(ask(in, out, LIST).has("result"));
            in.close();
            assertEquals(0, process.waitFor());
        } finally {
            process.destroy();
        }
    }

    private static JsonObject ask(BufferedWriter in, BufferedReader out, String message) throws IOException {
        in.write(message + "\n");
        in.flush();
        return JsonParser.parseString(out.readLine()).getAsJsonObject();
    }

    private static String error(JsonObject answer) {
        return answer.getAsJsonObject("error").get("message").getAsString();
    }

    @Test
    void without_a_workbench_each_request_is_answered_with_an_error_on_a_line_of_json() throws Exception {
        CommandLine.End end = CommandLine.fed(folder, INITIALIZE + "\n\n{\"jsonrpc\": \"2.0\", \"method\": \"notifications/initialized\"}\n" + LIST + "\n", "mcp");
        assertEquals(0, end.status(), end.error());
        List<JsonElement> answers = end.out().lines().map(JsonParser::parseString).toList();
        assertEquals(2, answers.size(), end.out());
        answers.forEach(answer -> assertTrue(error(answer.getAsJsonObject()).startsWith("no workbench runs"), end.out()));
        assertTrue(end.error().contains("no workbench runs"), end.error());
    }

    private static List<String> tools() {
        return JsonParser.parseString(post(LIST).body()).getAsJsonObject().getAsJsonObject("result").getAsJsonArray("tools").asList().stream()
                .map(tool -> tool.getAsJsonObject().get("name").getAsString()).toList();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it does not come back");
            Thread.sleep(50);
        }
    }
}
