package mezzotint.test.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import mezzotint.libs.signing.SigningKey;
import mezzotint.manage.Origin;
import mezzotint.manage.Parcel;
import mezzotint.manage.Plan;
import mezzotint.manage.Profile;
import mezzotint.manage.ProfileMap;
import mezzotint.manage.Profiles;
import mezzotint.manage.Repositories;
import mezzotint.manage.Wish;
import mezzotint.plugin.Problem;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.TestInstaller;
import mezzotint.test.kit.TestJar;
import mezzotint.test.kit.TestRepository;
import mezzotint.trust.Audit;
import mezzotint.trust.Trust;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets of plugins are kept, compared, carried elsewhere and gone back to. */
class ProfilesTest {

    private static final String ONE = "org.example.one";
    private static final String TWO = "org.example.two";
    private static final String SHIPPED = "mezzotint.sampler.lcm";
    private static final String MINE = "test.mine";

    private final Profiles profiles = Osgi.service(Profiles.class);
    private final Repositories repositories = Osgi.service(Repositories.class);

    @TempDir
    private Path folder;

    @AfterEach
    void clean() {
        List.of(ONE, TWO).forEach(n -> TestInstaller.find(n).ifPresent(i -> TestInstaller.meet(Wish.NOTHING.remove(n))));
        TestInstaller.meet(Wish.NOTHING.install(SHIPPED, "").switchOn(SHIPPED));
        profiles.list().stream().filter(p -> p.name().startsWith("test.")).forEach(p -> profiles.delete(p.name(), "a test"));
        repositories.list().stream().filter(r -> !r.bundled()).forEach(r -> repositories.remove(r.name(), "a test"));
    }

    /** Another version, one more, one switched off, one removed: one step leads back, with jars that nobody else has any more. */
    @Test
    void a_profile_is_applied_as_one_change() {
        TestInstaller.meet(TestInstaller.install(new TestJar(ONE, "1.0.0").bytes()));
        assertEquals(200, Api.put("/api/profiles/" + MINE, Map.of()).status());
        TestInstaller.meet(TestInstaller.install(new TestJar(ONE, "2.0.0").bytes(), new TestJar(TWO, "1.0.0").bytes()).switchOff("mezzotint.sampler.lms").remove(SHIPPED));
        JsonObject compared = Api.get("/api/profiles/compare?a=" + MINE).object();
        assertEquals(List.of("mezzotint.sampler.lcm 1.0.0 is removed", "mezzotint.sampler.lms is switched off",
                "org.example.one has version 2.0.0 instead of 1.0.0", "org.example.two 1.0.0 is added"), words(compared));
        Api.Answer plan = Api.post("/api/profiles/" + MINE + "/plan", Map.of());
        assertEquals(201, plan.status(), plan.toString());
        assertEquals("2.0.0", TestInstaller.find(ONE).orElseThrow().version(), "a plan changes nothing");
        assertEquals(409, Api.post("/api/profiles/" + MINE + "/apply", Map.of()).status(), "the jar is signed by nobody");
        Api.Answer applied = Api.settle(Api.post("/api/profiles/" + MINE + "/apply?agreed=true", Map.of()), Duration.ofSeconds(30));
        assertEquals("done", applied.text("state"), applied.toString());
        assertEquals(List.of("they are the same"), words(Api.get("/api/profiles/compare?a=" + MINE).object()));
        assertTrue(TestInstaller.find(SHIPPED).orElseThrow().bundled());
        assertTrue(Osgi.service(Audit.class).list(20).stream().anyMatch(e -> e.action().equals("save profile") && e.subject().equals(MINE)));
    }

    @Test
    void a_rollback_leads_to_the_state_before_the_last_change() {
        TestInstaller.meet(TestInstaller.install(new TestJar(ONE, "1.0.0").bytes()));
        TestInstaller.meet(TestInstaller.install(new TestJar(ONE, "2.0.0").bytes()));
        Profile before = profiles.previous().orElseThrow();
        assertEquals("before: updates org.example.one from 1.0.0 to 2.0.0 as it was sent; signed by nobody.", before.about());
        Api.settle(Api.post("/api/profiles/rollback?agreed=true", Map.of()), Duration.ofSeconds(30));
        assertEquals("1.0.0", TestInstaller.find(ONE).orElseThrow().version());
        TestInstaller.meet(Wish.NOTHING.remove(ONE));
        Api.settle(Api.post("/api/profiles/rollback?agreed=true", Map.of()), Duration.ofSeconds(30));
        assertEquals("1.0.0", TestInstaller.find(ONE).orElseThrow().version(), "its jar was kept");
    }

    @Test
    void a_way_back_keeps_the_signature() {
        Trust trust = Osgi.service(Trust.class);
        Trust.Mode mode = trust.mode();
        SigningKey key = SigningKey.generate();
        trust.trust(new Trust.Publisher("the test", key.publicKey()), "a test");
        try {
            for (String version : List.of("1.0.0", "2.0.0")) {
                byte[] jar = new TestJar(ONE, version).bytes();
                TestInstaller.meet(Wish.NOTHING.install(new Parcel(jar, key.sign(jar).text(), new Origin(Origin.Kind.UPLOAD, ""))));
            }
            trust.setMode(Trust.Mode.SIGNED, "a test");
            Plan plan = profiles.plan(profiles.previous().orElseThrow(), "a test");
            assertEquals(List.of("Takes org.example.one back from 2.0.0 to 1.0.0 as it was sent; vouched for by the test."), plan.words());
        } finally {
            trust.setMode(mode, "a test");
            trust.distrust(key.publicKey(), "a test");
        }
    }

    @Test
    void twenty_states_before_changes_are_kept() {
        for (int i = 0; i < 22; i++) {
            TestInstaller.meet(i % 2 == 0 ? Wish.NOTHING.switchOff(SHIPPED) : Wish.NOTHING.switchOn(SHIPPED));
        }
        List<Profile> kept = profiles.list().stream().filter(p -> p.name().startsWith(Profiles.BEFORE)).toList();
        assertEquals(20, kept.size());
        assertFalse(kept.get(0).differences(profiles.find(Profiles.NOW)).isEmpty());
    }

    @Test
    void a_picture_without_a_fault_makes_the_state_the_last_good_one() throws InterruptedException {
        TestInstaller.meet(Wish.NOTHING.switchOff(SHIPPED));
        assertEquals("done", Api.awaitEnd(Api.submit(Map.of("prompt", "a red apple", "steps", 1)), Duration.ofMinutes(2)).get("state").getAsString());
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (profiles.list().stream().noneMatch(p -> p.name().equals(Profiles.LAST_GOOD) && p.differences(profiles.find(Profiles.NOW)).isEmpty())) {
            assertTrue(System.nanoTime() < end, "it is not kept");
            Thread.sleep(50);
        }
        TestInstaller.meet(Wish.NOTHING.switchOn(SHIPPED));
        Api.settle(Api.post("/api/profiles/rollback?to=last-good", Map.of()), Duration.ofSeconds(30));
        assertFalse(TestInstaller.find(SHIPPED).orElseThrow().on());
    }

    /** What was exported elsewhere comes from a repository, by its bytes; without one nothing is changed. */
    @Test
    void an_imported_profile_brings_what_it_names() throws IOException {
        TestInstaller.meet(TestInstaller.install(new TestJar(ONE, "1.0.0").bytes()));
        Map<String, Object> exported = map(profiles.find(Profiles.NOW));
        exported.put("name", MINE);
        TestInstaller.meet(Wish.NOTHING.remove(ONE));
        String other = new Gson().toJson(exported).replace(TestInstaller.find(SHIPPED).orElseThrow().sha256(), "0".repeat(64)).replace(ONE, TWO);
        assertEquals(201, Api.post("/api/profiles/import", other.getBytes()).status());
        assertEquals(409, Api.post("/api/profiles/import", other.getBytes()).status());
        Problem nowhere = assertThrows(Problem.class, () -> profiles.plan(absent(), "a test"));
        assertEquals(Problem.Kind.MISSING, nowhere.kind());
        repositories.add("test", new TestRepository(folder).add(TWO, "2.0.0", "", "").write().index(), "", "a test");
        assertEquals(Problem.Kind.MISSING, assertThrows(Problem.class, () -> profiles.plan(absent(), "a test")).kind(), "another version");
        repositories.remove("test", "a test");
        repositories.add("test", new TestRepository(folder).add(TWO, "1.0.0", "", "").write().index(), "", "a test");
        String sha256 = repositories.search(TWO).get(0).sha256();
        Plan plan = profiles.plan(part(new Profile.Member(TWO, "1.0.0", sha256, absent().plugins().get(0).origin(), true, true)), "a test");
        assertEquals(List.of("Installs org.example.two 1.0.0 from the repository test; signed by nobody."), plan.words());
    }

    @Test
    void names_are_no_paths() {
        for (String name : List.of("..", "a%2f..%2fb", "before-1", "last-good", "now", "A", "x".repeat(41))) {
            assertTrue(Api.put("/api/profiles/" + name, Map.of()).status() >= 400, name);
        }
        assertEquals(404, Api.get("/api/profiles/nobody").status());
        assertEquals(204, status(() -> profiles.save(MINE, "a test")));
        assertEquals(404, Api.delete("/api/profiles/" + MINE).status());
    }

    private static int status(Runnable before) {
        before.run();
        return Api.send("DELETE", "/api/profiles/" + MINE, BodyPublishers.noBody()).status();
    }

    private static Profile absent() {
        return part(new Profile.Member(TWO, "1.0.0", "1".repeat(64), new Origin(Origin.Kind.UPLOAD, ""), true, true));
    }

    private static Profile part(Profile.Member member) {
        return new Profile(MINE, "", Instant.now(), "a test", false, List.of(member));
    }

    private static Map<String, Object> map(Profile profile) {
        return ProfileMap.of(profile);
    }

    private static List<String> words(JsonObject compared) {
        return StreamSupport.stream(compared.getAsJsonArray("words").spliterator(), false).map(w -> w.getAsString()).toList();
    }
}
