package mezzotint.test.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import mezzotint.diffusion.Sampler;
import mezzotint.diffusion.Schedule;
import mezzotint.manage.Origin;
import mezzotint.manage.Wish;
import mezzotint.plugin.Plugins;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.BadPlugins;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.TestInstaller;
import mezzotint.test.kit.TestJar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Constants;

/** An id is one plugin's. */
class PluginIdsTest {

    private static final String EULER = "mezzotint.sampler.euler";

    @AfterEach
    void bring_back() {
        TestInstaller.meet(Wish.NOTHING.switchOn(EULER));
        for (String name : List.of("org.example.euler", "org.example.second")) {
            TestInstaller.find(name).ifPresent(i -> TestInstaller.meet(Wish.NOTHING.remove(name)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"euler", "Euler", "e-u-l-e-r", "EULER ", "eu.ler"})
    void an_id_that_another_bundle_has_is_refused(String id) {
        refused(jar("org.example.euler", id, Sampler.class, "Mine").bytes());
        TestInstaller.meet(Wish.NOTHING.switchOff(EULER));
        refused(jar("org.example.euler", id, Sampler.class, "Mine").bytes());
        assertEquals(200, Api.post("/api/plugins?plan", jar("org.example.euler", id, Schedule.class, "Mine").bytes()).status(), "another hook has ids of its own");
    }

    private static void refused(byte[] jar) {
        Api.Answer answer = Api.post("/api/plugins?plan", jar);
        assertEquals(409, answer.status(), answer.toString());
        assertEquals("org.example.euler 1.0.0 has the sampler euler, which is the id of a plugin of " + EULER, answer.text("detail"));
    }

    @Test
    void the_same_bundle_keeps_its_id_and_gives_it_away_when_it_goes() {
        TestInstaller.meet(TestInstaller.install(jar("org.example.second", "second", Sampler.class, "Second").bytes()));
        assertEquals(200, Api.post("/api/plugins?plan", jar("org.example.second", "second", Sampler.class, "Third").bytes()).status());
        byte[] other = jar("org.example.euler", "second", Sampler.class, "Other").bytes();
        assertEquals(409, Api.post("/api/plugins?plan", other).status());
        TestInstaller.meet(TestInstaller.install(other).remove("org.example.second"));
        assertTrue(TestInstaller.find("org.example.euler").isPresent() && TestInstaller.find("org.example.second").isEmpty());
    }

    @Test
    void a_name_that_is_shared_is_said() {
        Api.Answer plan = Api.post("/api/plugins?plan", jar("org.example.second", "second", Sampler.class, "Euler a").bytes());
        assertTrue(plan.object().get("warnings").toString().contains("the sampler eulera of org.example.second is also a name of mezzotint.sampler.eulera"),
                plan.toString());
    }

    @Test
    void who_replaces_what_ships_says_so_and_the_name_alone_brings_it_back() {
        byte[] jar = jar(EULER, "euler", Sampler.class, "Euler").header(Constants.BUNDLE_VERSION, "9.9.9").bytes();
        Api.Answer plan = Api.post("/api/plugins?plan", jar);
        assertTrue(plan.object().get("consent").getAsBoolean());
        assertTrue(plan.object().get("warnings").toString().contains(EULER + " changes hands: it came with the workbench, and would be signed by nobody"), plan.toString());
        assertEquals(409, Api.post("/api/plugins", jar).status(), "without consent");
        assertEquals(200, Api.post("/api/plugins?agreed=true", jar).status());
        assertFalse(TestInstaller.find(EULER).orElseThrow().bundled());
        Api.Answer back = Api.post("/api/plugins/" + EULER + "/install", Map.of());
        assertEquals(200, back.status(), back.toString());
        assertEquals(Origin.Kind.BUNDLED, TestInstaller.find(EULER).orElseThrow().origin().kind());
        assertTrue(TestInstaller.find(EULER).orElseThrow().bundled());
    }

    /** Whoever got in past the installer changes nothing for those who ask by name, whatever its rank. */
    @Test
    void of_two_with_one_id_the_one_that_ships_answers() {
        Dictionary<String, Object> names = new Hashtable<>(Map.of("mezzotint.id", "euler", "mezzotint.label", "Euler", Constants.SERVICE_RANKING, 5000));
        var registration = Osgi.context().registerService(Sampler.class, new BadPlugins.NullSampler(), names);
        try {
            assertEquals(EULER, Osgi.service(Plugins.class).find(Sampler.class, "euler").bundle());
        } finally {
            registration.unregister();
        }
    }

    private static TestJar jar(String bundle, String id, Class<?> hook, String label) {
        return new TestJar(bundle, "1.0.0").header(Constants.PROVIDE_CAPABILITY, "mezzotint.plugin;mezzotint.plugin=\"" + id + "\";label=\"" + label + "\","
                + "osgi.service;objectClass:List<String>=\"" + hook.getName() + "\";effective:=active");
    }
}
