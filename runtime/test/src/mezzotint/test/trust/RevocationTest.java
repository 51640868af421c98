package mezzotint.test.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import mezzotint.diffusion.StepHook;
import mezzotint.libs.signing.Digests;
import mezzotint.manage.Change;
import mezzotint.manage.Wish;
import mezzotint.plugin.Problem;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.BadPlugins;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.OtherWorkbench;
import mezzotint.test.kit.QuickPictures;
import mezzotint.test.kit.TestInstaller;
import mezzotint.test.kit.TestJar;
import mezzotint.trust.Trust;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is revoked does not run any more, whatever it came by and whoever wants it. */
class RevocationTest {

    private static final String NAME = "org.example.revoked";
    private static final String FRAGMENT = "org.example.fragment";
    private static final String DPM2 = "mezzotint.sampler.dpm2";
    private static final String SHIPPED = "mezzotint.sampler.lcm";
    private static final String HARM = "it sends pictures away";
    private static final Duration LONG = Duration.ofMinutes(2);

    private final Trust trust = Osgi.service(Trust.class);

    @TempDir
    private Path home;

    @AfterEach
    void clean() {
        trust.setMode(Trust.Mode.ASK, "a test");
        List.of(FRAGMENT, NAME).forEach(n -> TestInstaller.find(n).ifPresent(i -> TestInstaller.meet(Wish.NOTHING.remove(n))));
    }

    /** A jar that no other test has: revocations stay. */
    private static TestJar jar(String name, String version) {
        return new TestJar(name, version).header("Bundle-Comment", UUID.randomUUID().toString());
    }

    /** @return its sha-256 */
    private String revoke(byte[] jar) {
        String sha256 = Digests.sha256(jar);
        trust.revoke(new Trust.Revocation(sha256, HARM), "a test");
        return sha256;
    }

    private static void awaitOff() throws InterruptedException {
        for (int i = 0; i < 200 && TestInstaller.find(NAME).orElseThrow().switchedOn(); i++) {
            Thread.sleep(50);
        }
        assertFalse(TestInstaller.find(NAME).orElseThrow().switchedOn());
    }

    @Test
    void it_is_not_switched_on_and_no_way_leads_back_to_it() throws Exception {
        byte[] jar = jar(NAME, "1.0.0").bytes();
        TestInstaller.meet(TestInstaller.install(jar));
        String words = NAME + " 1.0.0 is revoked by its sha-256 " + revoke(jar) + ": " + HARM;
        awaitOff();
        Problem problem = assertThrows(Problem.class, () -> TestInstaller.meet(Wish.NOTHING.switchOn(NAME)));
        assertEquals(Problem.Kind.FORBIDDEN, problem.kind());
        assertEquals(words, problem.getMessage());
        Api.Answer rollback = Api.post("/api/profiles/rollback?agreed=true", Map.of());
        assertEquals(403, rollback.status(), rollback::toString);
        assertEquals(words, rollback.text("detail"));
        TestInstaller.meet(Wish.NOTHING.remove(NAME).switchOff(SHIPPED));
        assertEquals(words, Api.post("/api/profiles/rollback?agreed=true", Map.of()).text("detail"), "its jar is kept, but does not come back");
        assertFalse(TestInstaller.find(SHIPPED).orElseThrow().on(), "the way back is gone as a whole or not at all");
        TestInstaller.meet(Wish.NOTHING.switchOn(SHIPPED));
    }

    @Test
    void a_change_that_waits_for_a_picture_is_judged_when_its_turn_has_come() throws Exception {
        try (QuickPictures pictures = QuickPictures.begin()) {
            byte[] update = jar(DPM2, "2.0.0").bytes();
            String job = Api.submit(QuickPictures.picture("dpm2", 300));
            Api.await(job, Set.of("running"), LONG);
            Change change = TestInstaller.installer().carryOut(TestInstaller.install(update), "a test", true);
            awaitState(change, Change.State.WAITING);
            revoke(update);
            QuickPictures.assertDone(job);
            Problem problem = change.end().toCompletableFuture().join().problem().orElseThrow();
            assertEquals(DPM2 + " 2.0.0 is not let in: the jar is revoked by its sha-256 " + Digests.sha256(update) + ": " + HARM, problem.getMessage());
            assertEquals("1.0.0", TestInstaller.find(DPM2).orElseThrow().version());
        }
    }

    private static void awaitState(Change change, Change.State state) throws InterruptedException {
        for (int i = 0; i < 200 && change.state() != state; i++) {
            Thread.sleep(50);
        }
        assertEquals(state, change.state());
    }

    @Test
    void a_plan_is_judged_by_what_is_trusted_when_it_is_carried_out() {
        trust.setMode(Trust.Mode.OPEN, "a test");
        byte[] jar = jar(NAME, "1.0.0").bytes();
        String unasked = TestInstaller.installer().plan(TestInstaller.install(jar), "a test").id();
        String agreed = TestInstaller.installer().plan(TestInstaller.install(jar), "a test").id();
        trust.setMode(Trust.Mode.ASK, "a test");
        assertEquals(Problem.Kind.CONFLICT, outcome(unasked, false).kind(), "now it needs consent");
        trust.setMode(Trust.Mode.SIGNED, "a test");
        assertEquals(Problem.Kind.FORBIDDEN, outcome(agreed, true).kind());
        assertTrue(TestInstaller.find(NAME).isEmpty());
    }

    private static Problem outcome(String plan, boolean agreed) {
        return TestInstaller.installer().carryOut(plan, "a test", agreed).end().toCompletableFuture().join().problem().orElseThrow();
    }

    @Test
    void nobody_can_cancel_that_it_is_switched_off() throws Exception {
        try (QuickPictures pictures = QuickPictures.begin()) {
            byte[] jar = jar(NAME, "1.0.0").plugin(StepHook.class, BadPlugins.Harmless.class).bytes();
            TestInstaller.meet(TestInstaller.install(jar));
            var picture = new HashMap<>(QuickPictures.picture("euler", 300));
            picture.put("watchers", List.of(Map.of("id", "slow", "params", Map.of("pause", 300)), Map.of("id", "revoked")));
            String job = Api.submit(picture);
            awaitStep(job);
            revoke(jar);
            Change change = TestInstaller.installer().changes().get(0);
            awaitState(change, Change.State.WAITING);
            Api.Answer cancelled = Api.delete("/api/plugins/changes/" + change.id());
            assertEquals(409, cancelled.status());
            assertTrue(cancelled.text("detail").endsWith("follows from the revocation of " + Digests.sha256(jar) + ", and cannot be cancelled"),
                    cancelled::toString);
            QuickPictures.assertDone(job);
            awaitOff();
        }
    }

    /** From its first step on a picture holds all its plugins. */
    private static void awaitStep(String job) throws InterruptedException {
        for (int i = 0; i < 400 && Api.get("/api/jobs/" + job).object().getAsJsonObject("progress").get("step").getAsInt() == 0; i++) {
            Thread.sleep(50);
        }
    }

    @Test
    void what_does_not_want_to_stop_is_off_all_the_same() throws Exception {
        byte[] jar = jar(NAME, "1.0.0").activator(BadPlugins.Clinging.class).bytes();
        TestInstaller.meet(TestInstaller.install(jar));
        revoke(jar);
        awaitOff();
        assertFalse(TestInstaller.find(NAME).orElseThrow().on());
    }

    @Test
    void a_fragment_has_no_switch_and_goes() throws Exception {
        byte[] fragment = jar(FRAGMENT, "1.0.0").header("Fragment-Host", NAME).bytes();
        TestInstaller.meet(TestInstaller.install(jar(NAME, "1.0.0").bytes(), fragment));
        revoke(fragment);
        for (int i = 0; i < 200 && TestInstaller.find(FRAGMENT).isPresent(); i++) {
            Thread.sleep(50);
        }
        assertTrue(TestInstaller.find(FRAGMENT).isEmpty());
        assertTrue(TestInstaller.find(NAME).orElseThrow().on());
    }

    /** Revoked while the workbench ran, and behind its back; the distribution's too, whose cache is lost then. */
    @Test
    void at_each_start_it_is_looked_at_again() throws Exception {
        byte[] stopped = jar(NAME, "1.0.0").activator(BadPlugins.Activator.class).bytes();
        String heun;
        try (OtherWorkbench first = OtherWorkbench.start(home)) {
            assertEquals(201, first.change("POST", "?agreed=true", stopped).statusCode());
            revoke(first, first.plugins().get(SHIPPED).get("sha256").getAsString());
            for (int i = 0; i < 200 && first.states().get(SHIPPED); i++) {
                Thread.sleep(50);
            }
            assertFalse(first.states().get(SHIPPED), "the bytes of a file of the distribution count too");
            assertEquals(403, first.change("POST", "/" + SHIPPED + "/start", null).statusCode());
            heun = first.plugins().get("mezzotint.sampler.heun").get("sha256").getAsString();
        }
        revokeBehindItsBack(Digests.sha256(stopped));
        revokeBehindItsBack(heun);
        Files.delete(home.resolve(NAME + ".started"));
        delete(home.resolve("cache/felix"));
        try (OtherWorkbench second = OtherWorkbench.start(home)) {
            Map<String, JsonObject> plugins = second.plugins();
            assertFalse(plugins.get(NAME).get("switchedOn").getAsBoolean());
            assertFalse(Files.exists(home.resolve(NAME + ".started")), "it was not started first");
            assertFalse(plugins.get(SHIPPED).get("switchedOn").getAsBoolean());
            assertFalse(plugins.get("mezzotint.sampler.heun").get("switchedOn").getAsBoolean());
            String log = Files.readString(home.resolve("journal/audit.log"));
            assertTrue(log.contains("mezzotint.sampler.heun is revoked by its sha-256") && log.contains(NAME + " is revoked by its sha-256"), log);
        }
    }

    @Test
    void what_was_put_off_is_judged_when_its_turn_has_come() throws Exception {
        byte[] harmful = nativeCode("org.example.harmful", "2.0.0");
        try (OtherWorkbench first = OtherWorkbench.start(home)) {
            for (byte[] jar : List.of(nativeCode("org.example.harmful", "1.0.0"), nativeCode("org.example.good", "1.0.0"))) {
                assertEquals(201, first.change("POST", "?agreed=true", jar).statusCode());
            }
            for (byte[] jar : List.of(harmful, nativeCode("org.example.good", "2.0.0"))) {
                assertEquals(200, first.change("POST", "?agreed=true", jar).statusCode(), "put off");
            }
            revoke(first, Digests.sha256(harmful));
        }
        try (OtherWorkbench second = OtherWorkbench.start(home)) {
            Map<String, JsonObject> plugins = second.plugins();
            assertEquals("1.0.0", plugins.get("org.example.harmful").get("version").getAsString());
            assertEquals("2.0.0", plugins.get("org.example.good").get("version").getAsString(), "the rest goes on");
            String log = Files.readString(home.resolve("journal/audit.log"));
            assertTrue(log.contains("the change of org.example.harmful was put off until now and is not made: it is revoked by its sha-256"), log);
        }
    }

    private void revokeBehindItsBack(String sha256) throws IOException {
        Path settings = home.resolve("conf/trust.json");
        Files.writeString(settings, Files.readString(settings).replaceFirst("\"revocations\": \\[",
                "\"revocations\": [{\"what\": \"" + sha256 + "\", \"reason\": \"" + HARM + "\"},"));
    }

    private static void revoke(OtherWorkbench workbench, String sha256) throws Exception {
        String revocation = "{\"what\": \"" + sha256 + "\", \"reason\": \"" + HARM + "\"}";
        assertEquals(201, workbench.send("POST", "/api/trust/revocations", BodyPublishers.ofString(revocation)).statusCode());
    }

    private static byte[] nativeCode(String name, String version) {
        return new TestJar(name, version).header("Provide-Capability", "mezzotint.native;mezzotint.native=example").bytes();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
        }
    }
}
