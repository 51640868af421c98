package mezzotint.test.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import mezzotint.image.Image;
import mezzotint.image.Png;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;

/** What is sent to do harm: by pages of other sites while nobody has to log in, and by hand-made requests. */
class AttackTest {

    private static final String HERE = "127.0.0.1:" + Osgi.context().getProperty("mezzotint.port");
    private static final String CROSS_SITE = "Origin: http://evil.example\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"/api/jobs", "/sdapi/v1/txt2img", "/system/console/bundles", "/api/plugins", "/"})
    void pages_of_other_sites_are_refused(String path) throws IOException {
        assertStatus(403, request("POST", path, HERE, CROSS_SITE + "Content-Length: 2\r\n") + "{}");
        assertStatus(403, request("POST", path, HERE, "Origin: null\r\nContent-Length: 2\r\n") + "{}");
        assertStatus(403, request("POST", path, HERE, "Origin: http://127.0.0.1:1\r\nContent-Length: 2\r\n") + "{}");
        assertStatus(403, request("GET", path, HERE, "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n"));
        assertStatus(403, request("GET", path, HERE, "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: cors\r\n"));
    }

    @Test
    void the_workbenchs_own_pages_and_links_to_it_are_not() throws IOException {
        assertStatus(200, request("GET", "/api/jobs", HERE, "Origin: http://" + HERE + "\r\nSec-Fetch-Site: same-origin\r\n"));
        assertStatus(200, request("GET", "/", HERE, "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n"));
        assertStatus(200, request("GET", "/api/jobs", "localhost:" + Osgi.context().getProperty("mezzotint.port"), ""));
        assertStatus(200, request("GET", "/api/jobs", "[::1]", ""));
    }

    @Test
    void sockets_of_other_sites_are_refused() throws IOException {
        String upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        assertStatus(403, request("GET", "/api/events", HERE, upgrade + CROSS_SITE).replace("Connection: close\r\n", ""));
        assertStatus(101, request("GET", "/api/events", HERE, upgrade).replace("Connection: close\r\n", ""));
    }

    /** DNS rebinding: the name of the attacker's site leads to this machine. */
    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:7860", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.7", ""})
    void other_names_of_this_machine_are_refused(String host) throws IOException {
        String answer = RawHttp.send(Osgi.address("/"), request("GET", "/api/jobs", host, ""));
        assertTrue(answer.startsWith("HTTP/1.1 403 ") || host.isEmpty() && answer.startsWith("HTTP/1.1 400 "), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../conf/users.json", "/login/../../conf/users.json", "/login/..%2f..%2fmezzotint/login/Gate.class", "/login/%2e%2e/mezzotint/login/Gate.class",
        "/login/..\\..\\x", "/login/%5c..%5cx", "/login/index.html;x=/api/users", "/login/..;/api/users", "//api/users", "/api//users", "/login/%00", "/api/pictures/..%2f..%2fconf",
        "/login/%252e%252e/x", "/login/./index.html/"})
    void paths_lead_nowhere_else(String path) throws IOException {
        String answer = RawHttp.send(Osgi.address("/"), request("GET", path, HERE, ""));
        assertTrue(answer.startsWith("HTTP/1.1 400 ") || answer.startsWith("HTTP/1.1 404 "), path + ": " + answer);
    }

    /** What the HTTP server refuses before anybody is asked, it refuses in words, whatever the method. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/jobs/%00", "/api/jobs/%0a", "/api/jobs/%7f", "/api/jobs/a%2Fb", "/api/jobs/a%25b", "/api/jobs/%ff", "/api/jobs/%zz", "/api/jobs/a|b"})
    void addresses_that_cannot_be_read_are_refused_in_words(String path) throws IOException {
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            String answer = RawHttp.send(Osgi.address("/"), request(method, path, HERE, "Content-Length: 0\r\n"));
            assertTrue(answer.startsWith("HTTP/1.1 400 ") && answer.contains("Content-Type: application/problem+json")
                    && answer.contains("\"status\":400,\"detail\":\"the request cannot be read"), method + " " + path + ": " + answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/jobs?state=%", "/api/pictures?search=%zz", "/api/pictures?search=%ff", "/sdapi/v1/progress?skip_current_image=%", "/api/audit?limit=%2",
        "/?x=%c3%28"})
    void queries_that_cannot_be_read_are_refused_in_words(String path) throws IOException {
        String answer = RawHttp.send(Osgi.address("/"), request("GET", path, HERE, ""));
        assertTrue(answer.startsWith("HTTP/1.1 400 ") && answer.contains("the query cannot be read: "), answer);
    }

    @Test
    void what_is_not_there_is_told_as_each_client_reads_it() throws IOException {
        for (String path : List.of("/sdapi/v1/nothing", "/controlnet/nothing", "/internal/nothing", "/queue/status", "/agent-scheduler/v1/history", "/config/x")) {
            for (String method : List.of("GET", "POST")) {
                String answer = RawHttp.send(Osgi.address("/"), request(method, path, HERE, "Accept: */*\r\nContent-Length: 0\r\n"));
                assertTrue(answer.startsWith("HTTP/1.1 404 ") && answer.contains("\r\n{\"detail\":\"Not Found\"}"), method + " " + path + ": " + answer);
            }
        }
        for (String path : List.of("/nothing", "/panels/none/none.js", "/api/nothing")) {
            String answer = RawHttp.send(Osgi.address("/"), request("GET", path, HERE, "Accept: text/html\r\n"));
            assertTrue(answer.startsWith("HTTP/1.1 404 ") && answer.contains("\"detail\":\"there is nothing at " + path + "\""), answer);
        }
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            String answer = RawHttp.send(Osgi.address("/"), request(method, "/shell.js", HERE, "Content-Length: 0\r\n"));
            assertTrue(answer.startsWith("HTTP/1.1 405 ") && answer.contains("Allow: GET, HEAD, OPTIONS\r\n") && answer.contains("{\"detail\":\"Method Not Allowed\"}"), answer);
        }
    }

    /** A picture of 16 gigabytes by its header, in a file of a few bytes. */
    @Test
    void bombs_are_refused_by_their_header() {
        byte[] bomb = Png.encode(Image.paint(1, 1, (x, y) -> 0));
        ByteBuffer.wrap(bomb).putInt(16, 64_000).putInt(20, 64_000);
        for (String path : List.of("/api/uploads", "/api/infotext", "/api/recreate")) {
            Api.Answer answer = Api.post(path, bomb);
            assertEquals(413, answer.status(), path);
            assertTrue(answer.text("detail").contains("64000x64000"), answer.toString());
        }
        assertEquals(413, Api.post("/api/infotext", Map.of("image", Base64.getEncoder().encodeToString(bomb))).status());
    }

    /** Clients of AUTOMATIC1111 read no other form, whoever refuses. */
    @Test
    void what_the_gate_refuses_below_sdapi_is_refused_as_a1111_does() throws IOException {
        for (String path : List.of("/sdapi/v1/txt2img", "/controlnet/detect", "/internal/progress")) {
            String answer = RawHttp.send(Osgi.address("/"), request("POST", path, HERE, CROSS_SITE + "Content-Length: 2\r\n") + "{}");
            assertTrue(answer.startsWith("HTTP/1.1 403 ") && answer.contains("{\"error\":\"HTTPException\",\"detail\":"), answer);
        }
        String large = RawHttp.send(Osgi.address("/"), request("POST", "/sdapi/v1/txt2img", HERE, "Content-Length: 99999999999\r\n"));
        assertTrue(large.startsWith("HTTP/1.1 413 ") && large.contains("{\"error\":\"HTTPException\",\"detail\":\"the request is larger than"), large);
    }

    @Test
    void a_method_is_what_it_is() throws IOException {
        String plugin = Osgi.plugins().get(0).getSymbolicName();
        for (String override : List.of("X-HTTP-Method-Override: DELETE", "X-Method-Override: DELETE", "X-HTTP-Method: DELETE")) {
            assertStatus(200, request("GET", "/api/plugins/" + plugin, HERE, override + "\r\n"));
        }
        assertStatus(200, request("GET", "/api/plugins/" + plugin + "?_method=DELETE", HERE, ""));
        assertEquals(Bundle.ACTIVE, Osgi.bundle(plugin).getState());
        for (String method : List.of("TRACE", "TRACK", "CONNECT", "PROPFIND", "get")) {
            String answer = RawHttp.send(Osgi.address("/"), request(method, "/api/jobs", HERE, "X-Secret: told\r\n"));
            assertTrue(answer.startsWith("HTTP/1.1 40"), answer);
            assertFalse(answer.contains("told"), answer);
        }
    }

    /** Two readings of where a request ends: one of them hides a second request. */
    @Test
    void a_request_ends_in_one_place() throws IOException {
        assertStatus(400, request("POST", "/api/jobs", HERE, "Content-Length: 2\r\nContent-Length: 3\r\n") + "{}x");
        assertStatus(400, request("POST", "/api/jobs", HERE, "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n");
        assertStatus(400, request("POST", "/api/jobs", HERE, "Content-Length: -1\r\n"));
        assertStatus(400, request("GET", "/api/jobs", HERE + "\r\nHost: evil.example", ""));
        assertStatus(400, request("GET", "/api/jobs", HERE, "X-A: 1\r\n folded: 2\r\n B : 3\r\n"));
    }

    @Test
    void headers_are_bounded() throws IOException {
        assertStatus(431, request("GET", "/api/jobs", HERE, "X-Long: " + "x".repeat(20_000) + "\r\n"));
        assertStatus(414, request("GET", "/" + "x".repeat(20_000), HERE, ""));
    }

    /** Refused by its header, before a byte of it is read. */
    @Test
    void huge_requests_are_refused_at_once() throws IOException {
        assertStatus(413, request("POST", "/api/jobs", HERE, "Content-Length: 99999999999\r\n"));
        assertStatus(413, request("POST", "/api/plugins", HERE, "Content-Length: 99999999999\r\n"));
        assertStatus(413, request("POST", "/api/jobs", HERE, "Content-Length: 1050000\r\n") + "[".repeat(1_050_000));
    }

    @Test
    void deep_json_is_refused_in_words() throws IOException {
        for (String deep : List.of("[".repeat(200_000), "{\"a\":".repeat(100_000), "{\"prompt\":" + "[".repeat(200_000))) {
            String answer = RawHttp.send(Osgi.address("/"), request("POST", "/api/jobs", HERE, "Content-Length: " + deep.length() + "\r\n") + deep);
            assertTrue(answer.startsWith("HTTP/1.1 400 ") && answer.contains("the request is no JSON"), answer.substring(0, Math.min(300, answer.length())));
        }
    }

    /** A body that is packed is taken as it is: nothing unpacks it. */
    @Test
    void packed_requests_are_not_unpacked() throws IOException {
        String packed = "\u001f\u008b\b\0\0\0\0\0\0\3\3\0\0\0\0\0\0\0\0\0";
        assertStatus(400, request("POST", "/api/jobs", HERE, "Content-Encoding: gzip\r\nContent-Length: " + packed.length() + "\r\n") + packed);
    }

    @Test
    void browsers_are_told_what_to_refuse() throws IOException {
        for (String path : List.of("/", "/api/jobs", "/login/index.html", "/nothing")) {
            String answer = RawHttp.send(Osgi.address("/"), request("GET", path, HERE, ""));
            assertTrue(answer.contains("Content-Security-Policy: default-src 'self';") && answer.contains("frame-ancestors 'self'"), answer);
            assertTrue(answer.contains("X-Content-Type-Options: nosniff") && answer.contains("Referrer-Policy: no-referrer"), answer);
            assertFalse(answer.contains("Access-Control-Allow-Origin") || answer.contains("Server: "), answer);
        }
    }

    /** Felix WebConsole works, and neither installs nor removes: the installer is the only way in. */
    @Test
    void felix_webconsole_is_no_way_in() throws IOException {
        assertStatus(200, request("GET", "/system/console/bundles", HERE, ""));
        assertStatus(200, request("GET", "/system/console/configMgr", HERE, ""));
        Bundle bundle = Osgi.plugins().get(0);
        Path jar = Osgi.jarFile(bundle);
        int before = Osgi.bundles().size();
        String form = "--x\r\nContent-Disposition: form-data; name=\"action\"\r\n\r\ninstall\r\n--x\r\nContent-Disposition: form-data; name=\"bundlefile\"; filename=\"a.jar\"\r\n\r\n"
                + new String(Files.readAllBytes(jar), StandardCharsets.ISO_8859_1) + "\r\n--x--\r\n";
        String answer = RawHttp.send(Osgi.address("/"),
                request("POST", "/system/console/bundles", HERE, "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: " + form.length() + "\r\n") + form);
        assertTrue(answer.startsWith("HTTP/1.1 403 ") && answer.contains("POST /api/plugins"), answer);
        for (String action : List.of("install", "update", "uninstall", "Uninstall")) {
            String body = "action=" + action;
            assertStatus(403, request("POST", "/system/console/bundles/" + bundle.getBundleId(), HERE,
                    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length() + "\r\n") + body);
            assertStatus(403, request("POST", "/system/console/bundles/" + bundle.getBundleId() + "?" + body, HERE, "Content-Length: 0\r\n"));
        }
        assertEquals(before, Osgi.bundles().size());
        assertEquals(Bundle.ACTIVE, bundle.getState());
    }

    /** Without a user there is no password to guess, and nobody to be. */
    @Test
    void without_a_password_this_machine_is_the_local_user() {
        assertEquals(Map.of("name", "local user", "password", false).toString(),
                Map.of("name", Api.get("/api/me").text("name"), "password", Api.get("/api/me").object().get("password").getAsBoolean()).toString());
        assertEquals(409, Api.post("/api/login", Map.of("name", "a", "password", "b")).status());
    }

    private static String request(String method, String path, String host, String headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + headers + "\r\n";
    }

    private static void assertStatus(int status, String request) throws IOException {
        URI address = Osgi.address("/");
        String answer = RawHttp.send(address, request);
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), request.lines().findFirst().orElse("") + ": " + answer.substring(0, Math.min(300, answer.length())));
    }
}
