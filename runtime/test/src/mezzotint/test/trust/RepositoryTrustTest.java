package mezzotint.test.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mezzotint.libs.signing.SigningKey;
import mezzotint.manage.Repositories;
import mezzotint.manage.Repositories.Repository;
import mezzotint.manage.Wish;
import mezzotint.plugin.Problem;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.FileServer;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.OtherWorkbench;
import mezzotint.test.kit.TestInstaller;
import mezzotint.test.kit.TestRepository;
import mezzotint.trust.Trust;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody on the way can hold back, replay or strip what a repository says. */
class RepositoryTrustTest {

    private static final String NAME = "org.example.offered";

    private final Repositories repositories = Osgi.service(Repositories.class);
    private final Trust trust = Osgi.service(Trust.class);
    private final SigningKey key = SigningKey.generate();

    @TempDir
    private Path folder;
    @TempDir
    private Path home;

    @AfterEach
    void clean() {
        TestInstaller.find(NAME).ifPresent(i -> TestInstaller.meet(Wish.NOTHING.remove(NAME)));
        repositories.list().stream().filter(r -> !r.bundled()).forEach(r -> repositories.remove(r.name(), "a test"));
        trust.publishers().forEach(p -> trust.distrust(p.key(), "a test"));
    }

    private TestRepository repository(String... versions) throws IOException {
        var repository = new TestRepository(folder);
        for (String version : versions) {
            repository.add(NAME, version, "", "");
        }
        return repository;
    }

    private String refreshed() {
        return repositories.refresh("test").problem().orElse("");
    }

    @Test
    void an_older_index_does_not_take_the_place_of_a_newer_one() throws IOException {
        TestRepository repository = repository("1.0.0", "2.0.0").write(7);
        repositories.add("test", repository.index(), "", "a test");
        repository("1.0.0").write(6);
        assertEquals("the index of the repository test is older than the one that was seen before: its increment is 6, and was 7", refreshed());
        assertEquals("2.0.0", repositories.search(NAME).get(0).version(), "the newer one is kept");
        repository("1.0.0", "3.0.0").write(8);
        assertEquals("", refreshed());
        assertEquals("3.0.0", repositories.search(NAME).get(0).version());
    }

    /** Also before anybody trusts that signer, and after a restart without the cache. */
    @Test
    void a_repository_keeps_its_signer() throws Exception {
        TestRepository repository = repository("1.0.0").write();
        repository.sign(key);
        repositories.add("test", repository.index(), "", "a test");
        Files.delete(folder.resolve("index.xml.sig"));
        String stripped = "the index of the repository test was signed by the key " + key.publicKey() + " before, and now it is not signed";
        assertEquals(stripped, refreshed());
        repository.sign(SigningKey.generate());
        assertTrue(refreshed().startsWith("the index of the repository test was signed by the key " + key.publicKey() + " before, and now it is signed by the key"));
        repository.sign(key);
        assertEquals("", refreshed());
        try (OtherWorkbench first = OtherWorkbench.start(home)) {
            send(first, "repositories", Map.of("name", "test", "url", repository.index().toString()));
        }
        Files.delete(home.resolve("cache/repositories/test.index"));
        Files.delete(folder.resolve("index.xml.sig"));
        try (OtherWorkbench second = OtherWorkbench.start(home)) {
            String told = second.send("POST", "/api/repositories/test/refresh", BodyPublishers.noBody()).body();
            assertTrue(told.contains(stripped), told);
        }
        repositories.remove("test", "a test");
        assertEquals(1, repositories.add("test", repository.index(), "", "a test").offers(), "the way out");
    }

    @Test
    void only_a_missing_file_is_none() throws IOException {
        repository("1.0.0").write();
        try (FileServer server = new FileServer(folder)) {
            repositories.add("test", server.address("index.xml"), "", "a test");
            server.fail("index.xml.sig");
            assertTrue(refreshed().contains("index.xml.sig answers 500"), this::refreshed);
            server.fail("revoked.json");
            assertTrue(refreshed().contains("revoked.json answers 500"), this::refreshed);
            server.fail("");
            assertEquals("", refreshed());
        }
    }

    /** The repository may be gone when a jar of it comes back. */
    @Test
    void who_was_revoked_vouches_for_nothing() throws Exception {
        TestRepository repository = repository("1.0.0", "2.0.0").write();
        repository.sign(key);
        trust.trust(new Trust.Publisher("the test", key.publicKey()), "a test");
        repositories.add("test", repository.index(), "", "a test");
        TestInstaller.meet(Wish.NOTHING.install(NAME, "1.0.0"));
        TestInstaller.meet(Wish.NOTHING.install(NAME, "2.0.0"));
        trust.revoke(new Trust.Revocation(key.publicKey(), "the key was stolen"), "a test");
        String words = "revoked by its publisher's key " + key.publicKey() + ": the key was stolen";
        assertEquals(List.of(), repositories.search(NAME));
        Repository described = repositories.list().stream().filter(r -> r.name().equals("test")).findFirst().orElseThrow();
        assertEquals(0, described.offers());
        assertTrue(described.problem().orElseThrow().contains("which signed the index of the repository test, is revoked"), described::toString);
        byte[] jar = Files.readAllBytes(folder.resolve(NAME + "-1.0.0.jar"));
        Problem again = assertThrows(Problem.class, () -> TestInstaller.installer().plan(TestInstaller.install(jar), "a test"));
        assertEquals(NAME + " 1.0.0 is not let in: the jar is " + words, again.getMessage());
        repositories.remove("test", "a test");
        Api.Answer back = Api.post("/api/profiles/rollback?agreed=true", Map.of());
        assertEquals(403, back.status(), back::toString);
        assertTrue(back.text("detail").contains(words), back::toString);
    }

    @Test
    void that_is_known_after_a_restart_too() throws Exception {
        TestRepository repository = repository("1.0.0").write();
        repository.sign(key);
        try (OtherWorkbench first = OtherWorkbench.start(home)) {
            send(first, "trust/publishers", Map.of("name", "the test", "key", key.publicKey()));
            send(first, "repositories", Map.of("name", "test", "url", repository.index().toString()));
            send(first, "trust/revocations", Map.of("what", key.publicKey(), "reason", "the key was stolen"));
        }
        try (OtherWorkbench second = OtherWorkbench.start(home)) {
            var answer = second.change("POST", "?agreed=true", Files.readAllBytes(folder.resolve(NAME + "-1.0.0.jar")));
            assertEquals(403, answer.statusCode());
            assertTrue(answer.body().contains("revoked by its publisher"), answer.body());
            assertFalse(second.get("/api/offers?search=" + NAME).toString().contains(NAME));
        }
    }

    private static void send(OtherWorkbench workbench, String path, Map<String, String> body) throws Exception {
        var answer = workbench.send("POST", "/api/" + path, BodyPublishers.ofString(new Gson().toJson(body)));
        assertEquals(201, answer.statusCode(), answer.body());
    }
}
