package mezzotint.test.plugins;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import mezzotint.manage.PluginSettings;
import mezzotint.manage.Profile;
import mezzotint.manage.Profiles;
import mezzotint.manage.Setting;
import mezzotint.manage.Wish;
import mezzotint.plugin.Problem;
import mezzotint.test.jobs.RestartTest;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.OtherWorkbench;
import mezzotint.test.kit.TestInstaller;
import mezzotint.test.kit.TestJar;
import mezzotint.test.kit.TunedPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Profiles bring back how plugins were set, and nothing else that is set. */
class SettingsTest {

    private static final String TUNED = TunedPlugin.NAME;
    private static final String BROKEN = "org.example.broken";
    private static final String PID = TunedPlugin.PID;
    private static final String PARTS = TunedPlugin.PARTS;
    private static final String LOGIN = "mezzotint.login";
    private static final String MINE = "test.tuned";
    /** No decimal number of 64 bits has this value. */
    private static final long SEED = (1L << 53) + 1;

    private final Profiles profiles = Osgi.service(Profiles.class);
    private final TunedPlugin plugin = new TunedPlugin();
    private final ConfigurationAdmin admin = plugin.admin();

    @TempDir
    private Path home;

    @AfterEach
    void clean() throws Exception {
        List.of(TUNED, BROKEN).forEach(n -> TestInstaller.find(n).ifPresent(i -> TestInstaller.meet(Wish.NOTHING.remove(n))));
        profiles.list().stream().filter(p -> p.name().startsWith("test.")).forEach(p -> profiles.delete(p.name(), "a test"));
        plugin.clear();
    }

    private static List<String> words(JsonObject answer) {
        return StreamSupport.stream(answer.getAsJsonArray("words").spliterator(), false).map(w -> w.getAsString()).toList();
    }

    private static void apply(String what) {
        Api.Answer applied = Api.settle(Api.post("/api/profiles/" + what + "?agreed=true", Map.of()), Duration.ofSeconds(30));
        assertEquals("done", applied.text("state"), applied.toString());
    }

    @Test
    void a_profile_brings_settings_back_and_a_rollback_the_ones_before() throws Exception {
        TestInstaller.meet(TestInstaller.install(TunedPlugin.jar(PID).bytes()));
        plugin.set(PID, Map.of("steps", 3, "seed", SEED, "scale", 0.5, "names", new String[] {"a", "b"}, "sizes", new int[] {1, 2}, "key", "a secret"));
        assertEquals(200, Api.put("/api/profiles/" + MINE, Map.of()).status());
        plugin.set(PID, Map.of("steps", 5, "key", "another secret"));
        TunedPlugin.await(() -> Integer.valueOf(5).equals(TunedPlugin.given("steps")));
        assertEquals(List.of("names is [\"a\", \"b\"]", "scale is 0.5", "seed is " + SEED, "sizes is [1, 2]", "steps is 3 instead of 5").stream()
                .map(w -> TUNED + ": " + w + (w.contains("instead") ? "" : " instead of its default")).toList(),
                words(Api.get("/api/profiles/compare?b=" + MINE).object()));
        assertEquals(List.of("Sets names and scale and seed and sizes and steps of org.example.tuned."),
                words(Api.post("/api/profiles/" + MINE + "/plan", Map.of()).object()));
        apply(MINE + "/apply");
        assertEquals(3, TunedPlugin.given("steps"), "it is running with them when the change is done");
        assertEquals(SEED, plugin.get(PID).get("seed"));
        assertEquals(0.5, plugin.get(PID).get("scale"));
        assertArrayEquals(new String[] {"a", "b"}, (String[]) plugin.get(PID).get("names"));
        assertArrayEquals(new int[] {1, 2}, (int[]) plugin.get(PID).get("sizes"));
        assertEquals("another secret", plugin.get(PID).get("key"), "a password stays where it is");
        assertEquals(List.of("they are the same"), words(Api.get("/api/profiles/compare?b=" + MINE).object()));
        apply("rollback");
        assertEquals(5, TunedPlugin.given("steps"));
        assertNull(plugin.get(PID).get("seed"));
    }

    @Test
    void an_exported_profile_sets_a_plugin_that_comes_anew() throws Exception {
        TestInstaller.meet(TestInstaller.install(TunedPlugin.jar(PID, PARTS).bytes()));
        plugin.set(PID, Map.of("steps", 3, "key", "a secret"));
        Configuration part = admin.createFactoryConfiguration(PARTS, "?");
        part.update(new Hashtable<>(Map.of("steps", 7)));
        profiles.save("test.kept", "a test");
        JsonObject exported = Api.get("/api/profiles/test.kept").object();
        assertTrue(exported.toString().contains("\"steps:Integer\":3") && !exported.toString().contains("secret"), exported.toString());
        TestInstaller.meet(Wish.NOTHING.remove(TUNED));
        admin.getConfiguration(PID, "?").delete();
        part.delete();
        exported.addProperty("name", MINE);
        assertEquals(201, Api.post("/api/profiles/import", exported.toString().getBytes()).status());
        apply(MINE + "/apply");
        assertEquals(3, plugin.get(PID).get("steps"));
        Configuration[] parts = admin.listConfigurations("(service.factoryPid=" + PARTS + ")");
        assertEquals(1, parts.length);
        assertEquals(7, parts[0].getProperties().get("steps"));
        assertEquals(List.of(), profiles.find("test.kept").differences(profiles.find(Profiles.NOW)), "under another PID it is the same");
    }

    @Test
    void a_change_that_fails_leaves_the_settings_as_they_were() throws Exception {
        TestInstaller.meet(TestInstaller.install(TunedPlugin.jar(PID, PARTS).bytes()));
        plugin.set(PID, Map.of("steps", 3, "key", "a secret"));
        byte[] broken = new TestJar(BROKEN, "1.0.0").header("Bundle-Activator", "org.example.Nobody").bytes();
        var steps = Map.of("steps", new Setting("Integer", List.of("5")));
        Wish wish = TestInstaller.install(broken).set(TUNED, new PluginSettings(Map.of(PID, steps, PARTS + "~more", steps)));
        assertThrows(Problem.class, () -> TestInstaller.meet(wish));
        assertEquals(3, plugin.get(PID).get("steps"));
        assertEquals("a secret", plugin.get(PID).get("key"));
        assertNull(admin.listConfigurations("(service.factoryPid=" + PARTS + ")"));
        assertEquals(3, TunedPlugin.given("steps"));
    }

    @Test
    void the_settings_of_what_is_switched_off_are_kept_too() throws Exception {
        TestInstaller.meet(TestInstaller.install(TunedPlugin.jar(PID).bytes()).switchOff(TUNED));
        plugin.set(PID, Map.of("steps", 3));
        profiles.save(MINE, "a test");
        plugin.set(PID, Map.of("steps", 5));
        TestInstaller.meet(Wish.NOTHING.switchOn(TUNED));
        apply(MINE + "/apply");
        assertEquals(3, plugin.get(PID).get("steps"));
        assertFalse(TestInstaller.find(TUNED).orElseThrow().on());
    }

    /** Neither a profile that names it nor a plugin that asks for it gets at the login. */
    @Test
    void the_workbenchs_own_settings_are_in_no_profile() throws Exception {
        TestInstaller.meet(TestInstaller.install(TunedPlugin.jar(PID, LOGIN).bytes()));
        plugin.set(LOGIN, Map.of("sessionDays", 9));
        assertFalse(Api.get("/api/profiles/now").object().toString().contains(LOGIN));
        var days = Map.of("sessionDays", new Setting("Integer", List.of("1")));
        var change = TestInstaller.meet(Wish.NOTHING.set(TUNED, new PluginSettings(Map.of(LOGIN, days, PID, Map.of("steps", new Setting("Integer", List.of("5")))))));
        assertEquals(List.of("Sets steps of org.example.tuned.", "Leaves mezzotint.login as it is, since it is no configuration of org.example.tuned alone."),
                change.plan().words());
        assertEquals(9, plugin.get(LOGIN).get("sessionDays"));
        assertEquals(5, plugin.get(PID).get("steps"));
    }

    @Test
    void a_profile_that_says_nothing_of_settings_leaves_them() throws Exception {
        TestInstaller.meet(TestInstaller.install(TunedPlugin.jar(PID).bytes()));
        profiles.save("test.kept", "a test");
        JsonObject old = Api.get("/api/profiles/test.kept").object();
        old.getAsJsonArray("plugins").forEach(p -> p.getAsJsonObject().remove("settings"));
        old.addProperty("name", MINE);
        plugin.set(PID, Map.of("steps", 5));
        assertEquals(201, Api.post("/api/profiles/import", old.toString().getBytes()).status());
        assertEquals(List.of("they are the same"), words(Api.get("/api/profiles/compare?b=" + MINE).object()));
        assertEquals(List.of("Nothing changes."), words(Api.post("/api/profiles/" + MINE + "/plan", Map.of()).object()));
        assertEquals(List.of("Sets steps of org.example.tuned."), words(Api.post("/api/profiles/test.kept/plan", Map.of()).object()));
    }

    @Test
    void the_last_good_state_has_the_settings_of_the_picture() throws Exception {
        TestInstaller.meet(TestInstaller.install(TunedPlugin.jar(PID).bytes()));
        for (int steps : List.of(3, 5)) {
            plugin.set(PID, Map.of("steps", steps));
            TunedPlugin.await(() -> Integer.valueOf(steps).equals(TunedPlugin.given("steps")));
            assertEquals("done", Api.awaitEnd(Api.submit(Map.of("prompt", "a red apple", "steps", 1)), Duration.ofMinutes(2)).get("state").getAsString());
            TunedPlugin.await(() -> good().equals(Optional.of(new Setting("Integer", List.of(String.valueOf(steps))))));
        }
    }

    private Optional<Setting> good() {
        return profiles.list().stream().filter(p -> p.name().equals(Profiles.LAST_GOOD)).flatMap(p -> p.plugins().stream())
                .filter(m -> m.name().equals(TUNED)).findFirst().flatMap(Profile.Member::settings)
                .map(s -> s.configurations().get(PID)).map(s -> s.get("steps"));
    }

    @Test
    void a_change_that_is_cut_off_brings_the_settings_before_with_the_plugins_before() throws Exception {
        Path file = home.resolve("conf/settings/org/example/tuned/settings.config");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "service.pid=\"" + PID + "\"\nservice.bundleLocation=\"?\"\nsteps=I\"3\"\n");
        Path jar = Files.write(home.resolve("a.jar"), TunedPlugin.jar(PID).bytes());
        Path slow = Files.write(home.resolve("b.jar"), new TestJar("org.example.slow", "1.0.0").activator(RestartTest.Slow.class).bytes());
        List<JsonElement> before;
        try (OtherWorkbench first = OtherWorkbench.start(home)) {
            String wish = "{\"files\": [\"" + jar + "\", \"" + slow + "\"], \"off\": [\"org.example.slow\"]}";
            assertEquals(200, first.change("POST", "/plans?agreed=true", wish.getBytes()).statusCode());
            JsonObject now = first.get("/api/profiles/now").getAsJsonObject();
            before = examples(now);
            assertTrue(before.toString().contains("\"steps:Integer\":3"), before.toString());
            String wanted = now.toString().replace("\"steps:Integer\":3", "\"steps:Integer\":5").replace("\"on\":false", "\"on\":true")
                    .replace("\"name\":\"now\"", "\"name\":\"wanted\"");
            assertEquals(201, first.send("POST", "/api/profiles/import", BodyPublishers.ofString(wanted)).statusCode());
            assertEquals(202, first.send("POST", "/api/profiles/wanted/apply?agreed=true", BodyPublishers.noBody()).statusCode());
            assertTrue(Files.readString(file).contains("I\"5\""), "the change is under way");
            first.kill();
        }
        try (OtherWorkbench second = OtherWorkbench.start(home)) {
            assertEquals(before, examples(second.get("/api/profiles/now").getAsJsonObject()));
            assertTrue(Files.readString(home.resolve("journal/audit.log")).contains("was cut off and is taken back"));
            assertTrue(Files.readString(file).contains("I\"3\""));
        }
    }

    private static List<JsonElement> examples(JsonObject profile) {
        return StreamSupport.stream(profile.getAsJsonArray("plugins").spliterator(), false)
                .filter(p -> p.getAsJsonObject().get("name").getAsString().startsWith("org.example.")).toList();
    }
}
