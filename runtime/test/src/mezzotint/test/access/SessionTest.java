package mezzotint.test.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import mezzotint.test.kit.CommandLine;
import mezzotint.test.kit.OtherWorkbench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What becomes of logins in the browser, and what the audit log tells of them. */
@Execution(ExecutionMode.CONCURRENT)
class SessionTest {

    private static final String OLD = "correct horse";
    private static final String NEW = "battery staple";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path home;
    private String port;

    @Test
    void a_session_outlives_the_process_and_ends_with_its_password() throws Exception {
        port = Integer.toString(OtherWorkbench.freePort());
        assertEquals(0, CommandLine.fed(home, OLD, "user", "add", "anna").status());
        String session;
        try (OtherWorkbench workbench = start()) {
            session = logIn(workbench, OLD);
            assertEquals(200, get(workbench, session).statusCode());
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("cache/sessions.json"))));
            assertFalse(Files.readString(home.resolve("cache/sessions.json")).contains(session.replaceAll(".*=", "")), "a copy of the file logs nobody in");
        }
        try (OtherWorkbench workbench = start()) {
            assertEquals(200, get(workbench, session).statusCode());
        }
        assertEquals(0, CommandLine.fed(home, "another pass", "user", "password", "anna").status(), "while no workbench runs");
        try (OtherWorkbench workbench = start()) {
            assertEquals(401, get(workbench, session).statusCode());
        }
        Files.writeString(home.resolve("cache/sessions.json"), "{\"damaged");
        try (OtherWorkbench workbench = start()) {
            assertEquals(200, get(workbench, logIn(workbench, "another pass")).statusCode());
        }
    }

    @Test
    void a_user_changes_the_own_password_and_other_sessions_end() throws Exception {
        port = "0";
        CommandLine.fed(home, OLD, "user", "add", "anna");
        CommandLine.fed(home, OLD, "user", "add", "mia");
        try (OtherWorkbench workbench = start()) {
            String token = CommandLine.run(home, "user", "token", "mia").out().strip();
            String here = logIn(workbench, "mia", OLD);
            String elsewhere = logIn(workbench, "mia", OLD);
            String annas = logIn(workbench, OLD);
            assertEquals(403, change(workbench, here, "wrong horse", NEW).statusCode());
            assertEquals(400, change(workbench, here, OLD, "short").statusCode());
            assertEquals(401, change(workbench, "none=1", OLD, NEW).statusCode());
            assertEquals(403, send(workbench, "POST", "/api/me/password", "Authorization", "Bearer " + token, body(OLD, NEW)).statusCode());
            assertEquals(200, get(workbench, elsewhere).statusCode(), "so far nothing has changed");
            HttpResponse<String> changed = change(workbench, here, OLD, NEW);
            assertEquals(204, changed.statusCode(), changed.body());
            String now = cookie(changed);
            assertNotEquals(here, now);
            assertEquals(List.of(200, 401, 401, 200), List.of(get(workbench, now).statusCode(), get(workbench, here).statusCode(),
                    get(workbench, elsewhere).statusCode(), get(workbench, annas).statusCode()));
            assertEquals(401, logInAnswer(workbench, "mia", OLD).statusCode());
            assertEquals(204, send(workbench, "POST", "/api/me/password", "Authorization", basic("mia", NEW), body(NEW, OLD)).statusCode(), "without a session too");
            assertEquals(401, get(workbench, now).statusCode());
        }
    }

    @Test
    void wrong_old_passwords_have_to_wait_as_wrong_logins_do() throws Exception {
        port = "0";
        CommandLine.fed(home, OLD, "user", "add", "anna");
        try (OtherWorkbench workbench = start()) {
            String session = logIn(workbench, OLD);
            for (int i = 0; i < 5; i++) {
                assertEquals(403, change(workbench, session, "wrong horse " + i, NEW).statusCode());
            }
            assertEquals(429, change(workbench, session, OLD, NEW).statusCode());
        }
    }

    @Test
    void the_audit_log_tells_of_logins_users_and_tokens() throws Exception {
        port = "0";
        CommandLine.fed(home, OLD, "user", "add", "anna");
        try (OtherWorkbench workbench = start()) {
            CommandLine.fed(home, OLD, "user", "add", "mia");
            CommandLine.run(home, "user", "role", "mia", "--role", "plugins");
            CommandLine.run(home, "user", "token", "mia");
            String session = logIn(workbench, "mia", OLD);
            logInAnswer(workbench, "mia", "wrong horse");
            change(workbench, session, OLD, NEW);
            session = logIn(workbench, "mia", NEW);
            send(workbench, "POST", "/api/logout", "Cookie", session, "");
            CommandLine.fed(home, OLD, "user", "password", "mia");
            CommandLine.run(home, "user", "remove", "mia");
            var told = new ArrayList<String>();
            String log = send(workbench, "GET", "/api/audit?limit=100", "Authorization", basic("anna", OLD), null).body();
            for (JsonElement each : com.google.gson.JsonParser.parseString(log).getAsJsonObject().getAsJsonArray("entries")) {
                var entry = each.getAsJsonObject();
                String subject = entry.get("subject").getAsString();
                if (subject.startsWith("mia")) {
                    told.add(0, entry.get("by").getAsString() + ": " + entry.get("action").getAsString());
                }
            }
            assertEquals(List.of("local user: user added", "local user: role set", "local user: token added", "mia: login", "mia: login refused", "mia: password set",
                    "mia: login", "mia: logout", "local user: password set", "local user: user removed"), told);
            assertFalse(log.contains(OLD) || log.contains(NEW), "no password is in it");
            assertTrue(log.contains("from 127.0.0.1"));
        }
    }

    private OtherWorkbench start() throws IOException {
        return OtherWorkbench.start(home, "--port", port);
    }

    private static String logIn(OtherWorkbench workbench, String password) throws IOException, InterruptedException {
        return logIn(workbench, "anna", password);
    }

    private static String logIn(OtherWorkbench workbench, String name, String password) throws IOException, InterruptedException {
        HttpResponse<String> login = logInAnswer(workbench, name, password);
        assertEquals(200, login.statusCode(), login.body());
        return cookie(login);
    }

    private static HttpResponse<String> logInAnswer(OtherWorkbench workbench, String name, String password) throws IOException, InterruptedException {
        return send(workbench, "POST", "/api/login", "X-Nothing", "", "{\"name\": \"" + name + "\", \"password\": \"" + password + "\"}");
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
    }

    private static HttpResponse<String> get(OtherWorkbench workbench, String session) throws IOException, InterruptedException {
        return send(workbench, "GET", "/api/jobs", "Cookie", session, null);
    }

    private static HttpResponse<String> change(OtherWorkbench workbench, String session, String old, String changed) throws IOException, InterruptedException {
        return send(workbench, "POST", "/api/me/password", "Cookie", session, body(old, changed));
    }

    private static String body(String old, String changed) {
        return "{\"old\": \"" + old + "\", \"new\": \"" + changed + "\"}";
    }

    private static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes());
    }

    private static HttpResponse<String> send(OtherWorkbench workbench, String method, String path, String header, String value, String body)
            throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(workbench.address().resolve(path)).header(header, value)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }
}
