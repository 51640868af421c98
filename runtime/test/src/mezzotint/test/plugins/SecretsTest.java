package mezzotint.test.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import mezzotint.image.Image;
import mezzotint.image.Png;
import mezzotint.manage.Change;
import mezzotint.manage.Plan;
import mezzotint.manage.PluginSettings;
import mezzotint.manage.Profile;
import mezzotint.manage.Profiles;
import mezzotint.manage.Setting;
import mezzotint.manage.Wish;
import mezzotint.plugin.Problem;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.OtherWorkbench;
import mezzotint.test.kit.TestInstaller;
import mezzotint.test.kit.TestJar;
import mezzotint.test.kit.TunedPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings that are passwords, that others ask for too, or that nobody spoke of are neither told nor lost when settings are changed. */
class SecretsTest {

    private static final String TUNED = TunedPlugin.NAME;
    private static final String OTHER = "org.example.other";
    private static final String PID = TunedPlugin.PID;
    private static final String PART = TunedPlugin.PARTS + "~one";
    private static final String MINE = "test.secrets";

    private final Profiles profiles = Osgi.service(Profiles.class);
    private final TunedPlugin plugin = new TunedPlugin();

    @TempDir
    private Path home;

    @AfterEach
    void clean() throws Exception {
        List.of(TUNED, OTHER).forEach(n -> TestInstaller.find(n).ifPresent(i -> TestInstaller.meet(Wish.NOTHING.remove(n))));
        profiles.list().stream().filter(p -> p.name().startsWith("test.")).forEach(p -> profiles.delete(p.name(), "a test"));
        plugin.clear();
    }

    private static Change apply(Profile profile) {
        Plan plan = Osgi.service(Profiles.class).plan(profile, "a test");
        Change change = TestInstaller.installer().carryOut(plan.id(), "a test", true).end().toCompletableFuture().join();
        change.problem().ifPresent(problem -> {
            throw problem;
        });
        return change;
    }

    private static PluginSettings steps(String pid, int steps) {
        return new PluginSettings(Map.of(pid, Map.of("steps", Setting.of(steps))));
    }

    @Test
    void a_picture_that_names_settings_learns_none_and_sets_none() throws Exception {
        TestInstaller.meet(TestInstaller.install(TunedPlugin.jar(PID).bytes()));
        plugin.set(PID, Map.of("steps", 3, "address", "https://example.org/mine"));
        JsonObject member = Api.get("/api/profiles/now").object().getAsJsonArray("plugins").asList().stream().map(p -> p.getAsJsonObject())
                .filter(p -> p.get("name").getAsString().equals(TUNED)).findFirst().orElseThrow();
        member.getAsJsonObject("settings").add(PID, JsonParser.parseString("{\"address\": \"https://example.org/theirs\"}"));
        var told = new JsonObject();
        told.add("request", new JsonObject());
        told.addProperty("picture", 0);
        told.add("plugins", new JsonArray());
        told.getAsJsonArray("plugins").add(member);
        byte[] picture = Png.encode(Image.paint(8, 8, (x, y) -> 0), Map.of(Png.PROVENANCE, told.toString()));
        JsonObject recreation = Api.post("/api/recreate", picture).object();
        assertFalse(recreation.has("plan"), recreation.toString());
        assertFalse(recreation.get("missing").toString().contains("address"), recreation.toString());
    }

    @Test
    void a_password_outlives_a_version_that_does_not_call_it_one() throws Exception {
        byte[] first = TunedPlugin.jar(PID).bytes();
        TestInstaller.meet(TestInstaller.install(TunedPlugin.version(TUNED, "2.0.0", "String", PID).bytes()));
        plugin.set(PID, Map.of("steps", 5));
        Profile second = profiles.save(MINE, "a test");
        TestInstaller.meet(TestInstaller.install(first));
        plugin.set(PID, Map.of("steps", 3, "key", "a secret"));
        apply(second);
        assertEquals("2.0.0", TestInstaller.find(TUNED).orElseThrow().version());
        assertEquals(5, plugin.get(PID).get("steps"));
        assertEquals("a secret", plugin.get(PID).get("key"));
        apply(profiles.previous().orElseThrow());
        assertEquals(3, plugin.get(PID).get("steps"));
        assertEquals("a secret", plugin.get(PID).get("key"));
    }

    @Test
    void one_of_several_goes_with_its_password_and_comes_back_if_the_change_fails() throws Exception {
        TestInstaller.meet(TestInstaller.install(TunedPlugin.jar(TunedPlugin.PARTS).bytes()));
        Profile without = profiles.save(MINE, "a test");
        plugin.set(TunedPlugin.PARTS, "one", Map.of("steps", 7, "key", "a secret"));
        PluginSettings none = without.plugins().stream().filter(m -> m.name().equals(TUNED)).findFirst().orElseThrow().settings().orElseThrow();
        byte[] broken = new TestJar(OTHER, "1.0.0").header("Bundle-Activator", "org.example.Nobody").bytes();
        assertThrows(Problem.class, () -> TestInstaller.meet(TestInstaller.install(broken).set(TUNED, none)));
        assertEquals("a secret", plugin.get(PART).get("key"));
        assertEquals(7, plugin.get(PART).get("steps"));
        assertEquals(List.of("Sets " + PART + " and steps of " + TUNED + ".", "Removes " + PART + " with the password in it, which no profile keeps."),
                apply(without).plan().words());
        assertNull(plugin.get(PART).get("steps"));
        assertEquals(List.of(), without.differences(profiles.find(Profiles.NOW)));
    }

    @Test
    void what_only_a_password_is_set_in_is_no_difference() throws Exception {
        TestInstaller.meet(TestInstaller.install(TunedPlugin.jar(PID).bytes()));
        Profile before = profiles.save(MINE, "a test");
        plugin.set(PID, Map.of("key", "a secret"));
        assertEquals(List.of(), before.differences(profiles.find(Profiles.NOW)));
        assertEquals(List.of(), profiles.plan(before, "a test").steps());
    }

    @Test
    void what_two_plugins_ask_for_is_in_the_profile_of_neither() throws Exception {
        TestInstaller.meet(TestInstaller.install(TunedPlugin.jar(PID).bytes()));
        TestInstaller.meet(TestInstaller.install(TunedPlugin.version(OTHER, "1.0.0", "String", PID).bytes()));
        plugin.set(PID, Map.of("steps", 3, "key", "a secret"));
        assertFalse(Api.get("/api/profiles/now").object().toString().contains(PID));
        Change change = TestInstaller.meet(Wish.NOTHING.set(OTHER, steps(PID, 5)));
        assertEquals(List.of("Leaves " + PID + " as it is, since it is no configuration of " + OTHER + " alone.", "Nothing changes."), change.plan().words());
        assertEquals(3, plugin.get(PID).get("steps"));
    }

    @Test
    void what_is_set_after_the_plan_was_made_is_planned_anew() throws Exception {
        TestInstaller.meet(TestInstaller.install(TunedPlugin.jar(PID).bytes()));
        plugin.set(PID, Map.of("steps", 3));
        Plan plan = TestInstaller.installer().plan(Wish.NOTHING.set(TUNED, steps(PID, 5)), "a test");
        plugin.set(PID, Map.of("steps", 3, "scale", 0.5));
        Change change = TestInstaller.installer().carryOut(plan.id(), "a test", true).end().toCompletableFuture().join();
        assertEquals(List.of("Sets scale and steps of " + TUNED + "."), change.plan().words());
        assertNull(plugin.get(PID).get("scale"));
    }

    @Test
    void a_description_that_cannot_be_read_describes_nothing() throws Exception {
        TestInstaller.meet(TestInstaller.install(TunedPlugin.jar(PID).file("OSGI-INF/metatype/settings.xml", "<broken").bytes()));
        plugin.set(PID, Map.of("steps", 3));
        Profile profile = profiles.save(MINE, "a test");
        TestInstaller.meet(Wish.NOTHING.remove(TUNED));
        plugin.clear();
        apply(profile);
        assertEquals(3, plugin.get(PID).get("steps"));
    }

    /** Safe mode runs another version of it, which asks for other settings. */
    @Test
    void a_profile_saved_in_safe_mode_has_the_settings_of_the_version_that_users_chose() throws Exception {
        String euler = "mezzotint.sampler.euler";
        try (OtherWorkbench first = OtherWorkbench.start(home)) {
            assertEquals(200, first.change("POST", "?agreed=true", TunedPlugin.version(euler, "2.0.0", "Password", PID).bytes()).statusCode());
        }
        Path file = home.resolve("conf/settings/org/example/tuned/settings.config");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "service.pid=\"" + PID + "\"\nservice.bundleLocation=\"?\"\nsteps=I\"3\"\nkey=\"a-secret\"\n");
        try (OtherWorkbench safe = OtherWorkbench.start(home, "--safe")) {
            String now = safe.get("/api/profiles/now").toString();
            assertTrue(now.contains("\"steps:Integer\":3") && !now.contains("a-secret"), now);
            String wanted = now.replace("\"steps:Integer\":3", "\"steps:Integer\":5").replace("\"name\":\"now\"", "\"name\":\"wanted\"");
            assertEquals(201, safe.send("POST", "/api/profiles/import", BodyPublishers.ofString(wanted)).statusCode());
            assertTrue(safe.send("POST", "/api/profiles/wanted/apply?agreed=true", BodyPublishers.noBody()).body().contains("Sets steps of " + euler));
            String after = Files.readString(file);
            assertTrue(after.contains("steps=I\"5\"") && after.contains("a-secret"), after);
        }
    }
}
