package mezzotint.test.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mezzotint.test.kit.CommandLine;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.OtherWorkbench;
import mezzotint.test.kit.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.osgi.service.servlet.runtime.dto.ServletContextDTO;

/** A workbench with users: nobody gets past the login, and everybody as far as the role goes. */
class LoginTest {

    private static final String PASSWORD = "correct horse";
    private static final Set<String> OPEN = Set.of("/api/login", "/api/logout", "/api/me", "/login/x");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path home;

    private static OtherWorkbench workbench;

    @BeforeAll
    static void start() throws Exception {
        assertEquals(new CommandLine.End(0, "", ""), CommandLine.fed(home, PASSWORD + "\n", "user", "add", "anna"));
        workbench = OtherWorkbench.start(home);
        assertEquals(new CommandLine.End(0, "", ""), CommandLine.fed(home, PASSWORD + "\n", "user", "add", "mia"));
        assertEquals(new CommandLine.End(0, "", ""), CommandLine.fed(home, PASSWORD + "\n", "user", "add", "paul", "--role", "plugins"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        workbench.close();
    }

    @Test
    void every_servlet_and_resource_of_every_context_needs_a_login() throws Exception {
        var open = new TreeSet<String>();
        List<String> paths = paths();
        assertTrue(paths.contains("/api/jobs") && paths.contains("/system/console/") && paths.contains("/"), paths.toString());
        for (String path : paths) {
            if (send("GET", path, null, null).statusCode() != 401) {
                open.add(path);
            }
        }
        open.removeAll(OPEN);
        assertEquals(Set.of(), open);
        assertEquals(401, send("GET", "/nothing/is/here", null, null).statusCode());
    }

    /** One path for each pattern that something in this workbench, built from the same distribution, answers. */
    private static List<String> paths() {
        var paths = new ArrayList<String>();
        for (ServletContextDTO context : Osgi.service(HttpServiceRuntime.class).getRuntimeDTO().servletContextDTOs) {
            String before = context.contextPath.equals("/") ? "" : context.contextPath;
            Stream.concat(Arrays.stream(context.servletDTOs).flatMap(s -> Arrays.stream(s.patterns)), Arrays.stream(context.resourceDTOs).flatMap(r -> Arrays.stream(r.patterns)))
                    .forEach(pattern -> paths.add(before + pattern.replace("*", "x")));
        }
        return paths;
    }

    @Test
    void a_page_leads_to_the_login_and_back() throws Exception {
        HttpResponse<String> page = HTTP.send(request("/?x=1").header("Accept", "text/html").build(), BodyHandlers.ofString());
        assertEquals(303, page.statusCode());
        assertEquals("/login/index.html?to=%2F%3Fx%3D1", page.headers().firstValue("Location").orElseThrow());
        assertEquals(303, HTTP.send(request("/api").header("Accept", "text/html").build(), BodyHandlers.ofString()).statusCode(), "the page of the API too");
        for (String asset : List.of("/login/index.html", "/login/login.js", "/login/login.css", "/login/en.json", "/mezzotint.css", "/theme.js", "/icon.svg")) {
            assertEquals(200, send("GET", asset, null, null).statusCode(), asset);
        }
        assertEquals("text/javascript", send("GET", "/login/login.js", null, null).headers().firstValue("Content-Type").orElse("").replaceAll(";.*", ""));
    }

    @Test
    void sockets_need_a_login() throws IOException {
        String upgrade = "GET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        assertTrue(RawHttp.send(workbench.address(), upgrade + "\r\n").startsWith("HTTP/1.1 401 "));
        assertTrue(RawHttp.send(workbench.address(), upgrade + "Authorization: " + basic("mia") + "\r\n\r\n").startsWith("HTTP/1.1 101 "));
    }

    @Test
    void programs_send_a_name_and_password_or_a_token() throws Exception {
        assertEquals("{\"name\":\"mia\",\"roles\":[\"make\"],\"password\":true}", send("GET", "/api/me", basic("mia"), null).body());
        String token = CommandLine.run(home, "user", "token", "paul", "--scope", "make", "--label", "a test").out().strip();
        assertTrue(token.matches("mzt_[A-Za-z0-9_-]{43}"), token);
        assertEquals("{\"name\":\"paul\",\"roles\":[\"make\"],\"password\":true}", send("GET", "/api/me", "Bearer " + token, null).body());
        assertEquals(200, send("GET", "/api/jobs", encoded("paul:" + token), null).statusCode());
        assertEquals(403, send("POST", "/api/plugins", "Bearer " + token, "x").statusCode());
        assertEquals(403, send("POST", "/api/me/tokens", "Bearer " + token, "{}").statusCode());
        String id = JsonParser.parseString(send("GET", "/api/me/tokens", basic("paul"), null).body()).getAsJsonArray().get(0).getAsJsonObject().get("id").getAsString();
        assertEquals(204, send("DELETE", "/api/me/tokens/" + id, basic("paul"), null).statusCode());
        assertEquals(401, send("GET", "/api/jobs", "Bearer " + token, null).statusCode());
    }

    /** UTF-8 is what we ask for; Python's requests, and so the clients of A1111, send Latin-1. */
    @Test
    void a_password_is_read_as_clients_write_it() throws Exception {
        String password = "grün Öl é ñ";
        assertEquals(0, CommandLine.fed(home, password, "user", "add", "jose").status());
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
            String header = "Basic " + Base64.getEncoder().encodeToString(("jose:" + password).getBytes(charset));
            assertEquals(200, send("GET", "/sdapi/v1/samplers", header, null).statusCode(), charset.name());
        }
        assertEquals(401, send("GET", "/api/jobs", encoded("jose:gr?n Öl é ñ"), null).statusCode());
    }

    @Test
    void who_sends_no_login_is_told_so_as_a1111_does() throws Exception {
        for (String path : List.of("/sdapi/v1/samplers", "/sdapi/v1/txt2img", "/internal/ping", "/controlnet/version", "/sdapi/v1/nothing")) {
            assertEquals("{\"error\":\"HTTPException\",\"detail\":\"Not authenticated\",\"body\":\"\",\"errors\":\"\"}", send("GET", path, null, null).body());
            assertTrue(send("GET", path, encoded("mia:wrong horse"), null).body().contains("\"detail\":\"Incorrect username or password\""));
            assertEquals(200, send("GET", "/api/me", basic("mia"), null).statusCode(), "a right one begins anew");
        }
    }

    @Test
    void what_a_token_is_for_is_said_in_a_line() throws Exception {
        for (String label : List.of("x".repeat(101), "x".repeat(900_000), "a\\nb", "a\\u0000b", "a\\u001b[31m")) {
            HttpResponse<String> refused = send("POST", "/api/me/tokens", basic("mia"), "{\"label\": \"" + label + "\"}");
            assertEquals(400, refused.statusCode());
            assertTrue(refused.body().contains("\"detail\":\"label has "), refused.body());
        }
        assertEquals(201, send("POST", "/api/me/tokens", basic("mia"), "{\"label\": \"" + "ü".repeat(100) + "\"}").statusCode());
    }

    @Test
    void nothing_secret_is_on_disk_in_the_clear() throws Exception {
        String token = CommandLine.run(home, "user", "token", "mia").out().strip();
        Path file = home.resolve("conf/users.json");
        assertFalse(Files.readString(file).contains(PASSWORD));
        assertFalse(Files.readString(file).contains(token.substring(4)));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("cache/workbench.secret"))));
    }

    @Test
    void roles_end_where_the_table_says() throws Exception {
        for (String path : List.of("/api/users", "/api/trust", "/api/audit", "/system/console/bundles")) {
            assertEquals(403, send("GET", path, basic("mia"), null).statusCode(), path);
            assertEquals(403, send("GET", path, basic("paul"), null).statusCode(), path);
        }
        assertEquals(200, send("GET", "/api/plugins", basic("mia"), null).statusCode());
        assertEquals(403, send("DELETE", "/api/plugins/nobody", basic("mia"), null).statusCode());
        assertEquals(404, send("DELETE", "/api/plugins/nobody", basic("paul"), null).statusCode());
        assertEquals(200, send("GET", "/api/users", basic("anna"), null).statusCode());
        assertEquals(200, send("GET", "/system/console/bundles", basic("anna"), null).statusCode());
    }

    @Test
    void a_session_lasts_until_the_logout() throws Exception {
        HttpResponse<String> login = send("POST", "/api/login", null, "{\"name\": \"mia\", \"password\": \"" + PASSWORD + "\"}");
        assertEquals(200, login.statusCode());
        String cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(cookie.endsWith("; HttpOnly; SameSite=Strict"), cookie);
        String session = cookie.replaceAll(";.*", "");
        assertEquals(200, withCookie("GET", "/api/jobs", session).statusCode());
        assertEquals(403, withCookie("GET", "/api/users", session).statusCode());
        assertEquals(204, withCookie("POST", "/api/logout", session).statusCode());
        assertEquals(401, withCookie("GET", "/api/jobs", session).statusCode());
    }

    @Test
    void a_new_password_ends_what_the_old_one_began() throws Exception {
        assertEquals(0, CommandLine.fed(home, PASSWORD, "user", "add", "otto").status());
        HttpResponse<String> login = send("POST", "/api/login", null, "{\"name\": \"otto\", \"password\": \"" + PASSWORD + "\"}");
        String session = login.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
        assertEquals(0, CommandLine.fed(home, "battery staple", "user", "password", "otto").status());
        assertEquals(401, withCookie("GET", "/api/jobs", session).statusCode());
        assertEquals(401, send("GET", "/api/jobs", basic("otto"), null).statusCode());
        assertEquals(200, send("GET", "/api/jobs", encoded("otto:battery staple"), null).statusCode());
        assertEquals(0, CommandLine.run(home, "user", "remove", "otto").status());
        assertFalse(CommandLine.run(home, "user", "list").out().contains("otto"));
    }

    @Test
    void an_administrator_stays() throws Exception {
        CommandLine.End end = CommandLine.run(home, "user", "remove", "anna");
        assertEquals(new CommandLine.End(2, "", "mezzotint: anna is the last administrator; give another user the role admin first\n"), end);
    }

    /** The launcher's own commands show the secret of the process. */
    @Test
    void this_machines_user_needs_no_password_on_the_command_line() throws Exception {
        CommandLine.End end = CommandLine.run(home, "make", "a cat", "--sampler", "no such sampler");
        assertTrue(end.error().contains("no sampler is called no such sampler"), end.error());
    }

    private static HttpResponse<String> withCookie(String method, String path, String cookie) throws IOException, InterruptedException {
        return HTTP.send(request(path).method(method, BodyPublishers.noBody()).header("Cookie", cookie).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> send(String method, String path, String authorization, String body) throws IOException, InterruptedException {
        var request = request(path).method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(workbench.address().resolve(path));
    }

    private static String basic(String name) {
        return encoded(name + ":" + PASSWORD);
    }

    private static String encoded(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
