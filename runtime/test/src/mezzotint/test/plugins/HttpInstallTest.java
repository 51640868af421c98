package mezzotint.test.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mezzotint.libs.signing.Digests;
import mezzotint.libs.signing.SigningKey;
import mezzotint.manage.Installed;
import mezzotint.manage.Origin;
import mezzotint.manage.Repositories;
import mezzotint.manage.Wish;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.FileServer;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.TestInstaller;
import mezzotint.test.kit.TestJar;
import mezzotint.test.kit.TestRepository;
import mezzotint.trust.Trust;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins come over the network, and are switched off when the network says that they are revoked. */
class HttpInstallTest {

    private static final String NAME = "org.example.fetched";

    private final Repositories repositories = Osgi.service(Repositories.class);
    private final Trust trust = Osgi.service(Trust.class);

    @TempDir
    private Path folder;
    private FileServer server;

    @BeforeEach
    void serve() throws IOException {
        server = new FileServer(folder);
    }

    @AfterEach
    void clean() {
        server.close();
        TestInstaller.find(NAME).ifPresent(i -> TestInstaller.meet(Wish.NOTHING.remove(NAME)));
        repositories.list().stream().filter(r -> !r.bundled()).forEach(r -> repositories.remove(r.name(), "a test"));
        Api.put("/api/settings/offline", Map.of("offline", false));
    }

    @Test
    void a_jar_is_fetched_from_its_address() throws IOException {
        Files.write(folder.resolve("plugin.jar"), new TestJar(NAME, "1.0.0").bytes());
        String address = server.address("plugin.jar").toString();
        Map<String, ?> wish = Map.of("addresses", List.of(address));
        Api.put("/api/settings/offline", Map.of("offline", true));
        assertEquals(403, Api.post("/api/plugins/plans", wish).status());
        Api.put("/api/settings/offline", Map.of("offline", false));
        Api.Answer plan = Api.post("/api/plugins/plans", wish);
        assertEquals(201, plan.status(), plan.toString());
        assertTrue(plan.toString().contains("Installs " + NAME + " 1.0.0 from " + address + "; signed by nobody."), plan.toString());
        assertEquals("done", Api.settle(Api.post("/api/plugins/plans/" + plan.text("id"), Map.of()), Duration.ofSeconds(30)).text("state"));
        assertEquals(new Origin(Origin.Kind.ADDRESS, address), TestInstaller.find(NAME).orElseThrow().origin());
        assertEquals(List.of("local user", "install", NAME + " 1.0.0", "from " + address), audited());
        assertEquals(404, Api.post("/api/plugins/plans", Map.of("addresses", List.of(server.address("nothing.jar").toString()))).status());
        byte[] hopeless = new TestJar(NAME, "2.0.0").header("Import-Package", "org.example.nowhere").bytes();
        assertEquals(409, Api.post("/api/plugins", hopeless).status());
        assertEquals(List.of("local user", "refuse", hopeless.length + " bytes", "as it was sent"), audited());
    }

    /** What the newest entry of the audit log tells: who, what, of what, where from. */
    private static List<String> audited() {
        JsonObject entry = Api.get("/api/audit?limit=1").object().getAsJsonArray("entries").get(0).getAsJsonObject();
        return Stream.of("by", "action", "subject", "origin").map(field -> entry.get(field).getAsString()).toList();
    }

    @Test
    void a_repository_on_the_web_is_installed_from_and_clients_hear_of_it() throws Exception {
        new TestRepository(folder).add(NAME, "1.0.0", "", "").write();
        Api.Answer added = Api.post("/api/repositories", Map.of("name", "web", "url", server.address("index.xml").toString()));
        assertEquals(201, added.status(), added.toString());
        var states = new ArrayList<String>();
        var connection = Osgi.address("/api/events").toURL().openConnection();
        connection.setRequestProperty("Accept", "text/event-stream");
        connection.setReadTimeout(20_000);
        try (var events = new BufferedReader(new InputStreamReader(connection.getInputStream()))) {
            assertEquals(200, Api.settle(Api.post("/api/plugins/" + NAME + "/install?agreed=true", Map.of()), Duration.ofSeconds(30)).status());
            while (!states.contains("done")) {
                String line = events.readLine();
                if (line.startsWith("data:") && line.contains("\"type\":\"change\"") && line.contains(NAME)) {
                    states.add(JsonParser.parseString(line.substring(5)).getAsJsonObject().getAsJsonObject("change").get("state").getAsString());
                }
            }
        }
        assertTrue(states.size() > 1, "it was told before it was done: " + states);
        Installed installed = TestInstaller.find(NAME).orElseThrow();
        assertEquals(new Origin(Origin.Kind.REPOSITORY, "web"), installed.origin());
        assertEquals(repositories.search(NAME).get(0).sha256(), installed.sha256());
    }

    @Test
    void what_a_repository_revokes_is_switched_off() throws Exception {
        SigningKey key = SigningKey.generate();
        byte[] jar = new TestJar(NAME, "1.0.0").header("Bundle-Comment", key.publicKey()).bytes();
        new TestRepository(folder).add("org.example.other", "1.0.0", "", "").write();
        repositories.add("web", server.address("index.xml"), "", "a test");
        TestInstaller.meet(TestInstaller.install(jar));
        byte[] list = "[{\"what\": \"%s\", \"reason\": \"it sends pictures away\"}]".formatted(Digests.sha256(jar)).getBytes();
        Files.write(folder.resolve("revoked.json"), list);
        Files.writeString(folder.resolve("revoked.json.sig"), key.sign(list).text());
        String problem = Api.post("/api/repositories/web/refresh", Map.of()).text("problem");
        assertTrue(problem.contains("its list of revocations does not count"), problem);
        assertTrue(TestInstaller.find(NAME).orElseThrow().on(), "nobody trusts that key");
        trust.trust(new Trust.Publisher("the test", key.publicKey()), "a test");
        assertFalse(Api.post("/api/repositories/web/refresh", Map.of()).object().has("problem"));
        for (int i = 0; i < 100 && TestInstaller.find(NAME).orElseThrow().on(); i++) {
            Thread.sleep(50);
        }
        assertFalse(TestInstaller.find(NAME).orElseThrow().on());
        assertEquals(403, Api.post("/api/plugins?agreed=true", jar).status());
        trust.distrust(key.publicKey(), "a test");
    }
}
