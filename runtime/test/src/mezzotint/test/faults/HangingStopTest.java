package mezzotint.test.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import mezzotint.diffusion.StepHook;
import mezzotint.test.kit.BadPlugins;
import mezzotint.test.kit.CommandLine;
import mezzotint.test.kit.OtherWorkbench;
import mezzotint.test.kit.TestJar;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.osgi.framework.Constants;

/** A plugin that hangs in its stop, or when it is started again, keeps nobody else from changing. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(180)
class HangingStopTest {

    private static final String HANGS = "org.example.hangs";
    private static final String PROVIDER = "org.example.provider";
    private static final String USER = "org.example.user";
    private static final String OTHER = "org.example.other";
    private static final String PACKAGE = "org.example.shared";

    @TempDir
    private Path home;

    @BeforeEach
    void haveLittlePatience() throws IOException {
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(home.resolve("conf/framework.properties"), "mezzotint.limits.bundle=4\n");
    }

    @Test
    void an_activator_that_hangs_in_its_stop_is_blamed_and_goes_at_the_next_start() throws Exception {
        hangsInItsStop(plugin(HANGS, "1.0.0").bytes());
    }

    @Test
    void a_component_that_hangs_in_its_end_is_blamed_and_goes_at_the_next_start() throws Exception {
        hangsInItsStop(new TestJar(HANGS, "1.0.0").plugin(StepHook.class, BadPlugins.HangingEnd.class).with(BadPlugins.Activator.class).file("OSGI-INF/plugin.xml", """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="hangs" immediate="true">
                  <implementation class="%s"/>
                </scr:component>
                """.formatted(BadPlugins.HangingEnd.class.getName())).bytes());
    }

    private void hangsInItsStop(byte[] jar) throws Exception {
        OtherWorkbench first = OtherWorkbench.start(home);
        try (var workbench = first) {
            assertEquals(201, workbench.change("POST", "?agreed=true", jar).statusCode());
            order(HANGS + ".stop", "hang");
            Map<String, String> before = versions(workbench);
            String words = failure(workbench, workbench.change("POST", "?agreed=true", plugin(HANGS, "2.0.0").bytes()));
            assertTrue(words.contains(HANGS + " 1.0.0 does not stop: it has not come out of its stop after 4 s"), words);
            assertTrue(words.contains("everything is as it was before, but for " + HANGS + ", for which the workbench has to be restarted"), words);
            assertEquals("hangs while stopping; what is done to it takes effect at the next start", workbench.plugins().get(HANGS).get("note").getAsString());
            assertTrue(workbench.get("/api/faults").toString().contains("the bundle " + HANGS + " 1.0.0 did not come to an end of its stop within 4 s"));
            Map<String, String> after = versions(workbench);
            assertEquals("1.0.0 false", after.remove(HANGS));
            before.remove(HANGS);
            assertEquals(before, after);
            assertEquals(200, workbench.change("POST", "/mezzotint.sampler.lcm/stop", null).statusCode(), "other changes go on");
            assertEquals(200, workbench.change("POST", "/mezzotint.sampler.lcm/start", null).statusCode());
        }
        String said = first.process().printed() + Files.readString(home.resolve("log/mezzotint.log"));
        assertFalse(said.contains("\tat "), () -> "a sentence is enough, and not: " + said);
        order(HANGS + ".stop", "");
        try (var workbench = OtherWorkbench.start(home)) {
            assertEquals("1.0.0 true", versions(workbench).get(HANGS), "it is as it was before");
        }
    }

    @Test
    void what_hangs_in_its_stop_can_be_removed() throws Exception {
        try (var workbench = OtherWorkbench.start(home)) {
            assertEquals(201, workbench.change("POST", "?agreed=true", plugin(HANGS, "1.0.0").bytes()).statusCode());
            order(HANGS + ".stop", "hang");
            failure(workbench, workbench.change("POST", "/" + HANGS + "/stop", null));
            CommandLine.End removed = CommandLine.run(home, "plugin", "remove", HANGS, "--yes");
            assertTrue(removed.status() == 0 && removed.out().endsWith("It is done at the next start.\n"), removed.toString());
            assertTrue(removed.out().contains("hangs while stopping, and nothing can be done with it before the next start"), removed.out());
        }
        try (var workbench = OtherWorkbench.start(home)) {
            assertFalse(versions(workbench).containsKey(HANGS));
        }
    }

    /** What throws in its stop, or ends when it is interrupted, is stopped then. */
    @Test
    void what_stops_badly_can_be_switched_and_removed() throws Exception {
        try (var workbench = OtherWorkbench.start(home)) {
            assertEquals(201, workbench.change("POST", "?agreed=true", plugin(HANGS, "1.0.0").bytes()).statusCode());
            order(HANGS + ".stop", "throw");
            assertEquals(200, workbench.change("POST", "/" + HANGS + "/stop", null).statusCode());
            assertEquals(200, workbench.change("POST", "/" + HANGS + "/start", null).statusCode());
            order(HANGS + ".stop", "sleep");
            settle(workbench, workbench.change("DELETE", "/" + HANGS, null));
            assertFalse(versions(workbench).containsKey(HANGS));
        }
    }

    /** Its dependents are stopped while it changes. */
    @Test
    void a_dependent_that_hangs_when_it_is_started_again_is_blamed() throws Exception {
        Map<String, String> before;
        try (var workbench = OtherWorkbench.start(home)) {
            assertEquals(201, workbench.change("POST", "?agreed=true", provider("1.0.0")).statusCode());
            assertEquals(201, workbench.change("POST", "?agreed=true", user(USER)).statusCode());
            assertEquals(201, workbench.change("POST", "?agreed=true", user(OTHER)).statusCode());
            before = versions(workbench);
            order(USER, "hang");
            String words = failure(workbench, workbench.change("POST", "?agreed=true", provider("2.0.0")));
            assertTrue(words.contains(USER + " 1.0.0 does not start: it has not come out of its start after 4 s"), words);
            assertTrue(words.contains("but for " + PROVIDER + " and " + USER + ", for which the workbench has to be restarted"), words);
            assertEquals("2.0.0 true", versions(workbench).get(PROVIDER), "it cannot be connected anew any more");
            assertEquals("changes at the next start", workbench.plugins().get(PROVIDER).get("note").getAsString());
            assertEquals("1.0.0 true", versions(workbench).get(OTHER), "other dependents run again");
            assertEquals(200, workbench.change("POST", "/mezzotint.sampler.lcm/stop", null).statusCode(), "other changes go on");
            assertEquals(200, workbench.change("POST", "/mezzotint.sampler.lcm/start", null).statusCode());
        }
        order(USER, "");
        try (var workbench = OtherWorkbench.start(home)) {
            workbench.send("DELETE", "/api/faults/" + USER, BodyPublishers.noBody());
            assertEquals(before, versions(workbench));
        }
    }

    /** It is stopped before anything is replaced. */
    @Test
    void a_dependent_that_hangs_in_its_stop_leaves_the_others_running() throws Exception {
        try (var workbench = OtherWorkbench.start(home)) {
            assertEquals(201, workbench.change("POST", "?agreed=true", provider("1.0.0")).statusCode());
            assertEquals(201, workbench.change("POST", "?agreed=true", user(USER)).statusCode());
            assertEquals(201, workbench.change("POST", "?agreed=true", user(OTHER)).statusCode());
            order(USER + ".stop", "hang");
            String words = failure(workbench, workbench.change("DELETE", "/" + PROVIDER, null));
            assertTrue(words.contains("cannot work here"), "a plan says that others need it: " + words);
            words = failure(workbench, workbench.change("POST", "?agreed=true", provider("2.0.0")));
            assertTrue(words.contains(USER + " 1.0.0 does not stop") && words.contains("but for " + USER + ", for which"), words);
            assertEquals("1.0.0 true", versions(workbench).get(PROVIDER));
            assertEquals("1.0.0 true", versions(workbench).get(OTHER));
            String plan = workbench.change("POST", "?plan", provider("2.0.0")).body();
            assertTrue(plan.contains(USER + " hangs while stopping, and nothing can be done with it before the next start"), plan);
            assertEquals(200, workbench.change("POST", "?agreed=true", provider("2.0.0")).statusCode());
        }
        try (var workbench = OtherWorkbench.start(home)) {
            assertEquals("2.0.0 true", versions(workbench).get(PROVIDER));
            assertEquals("1.0.0 true", versions(workbench).get(USER));
        }
    }

    private static TestJar plugin(String name, String version) {
        return new TestJar(name, version).activator(BadPlugins.Activator.class)
                .header(Constants.PROVIDE_CAPABILITY, "mezzotint.plugin;mezzotint.plugin=none;label=None");
    }

    private static byte[] provider(String version) {
        return plugin(PROVIDER, version).header(Constants.EXPORT_PACKAGE, PACKAGE).file(PACKAGE.replace('.', '/') + "/words.txt", "shared").bytes();
    }

    private static byte[] user(String name) {
        return plugin(name, "1.0.0").header(Constants.IMPORT_PACKAGE, "org.osgi.framework," + PACKAGE).bytes();
    }

    private void order(String file, String what) throws Exception {
        Files.writeString(home.resolve(file), what);
    }

    /** What an answer, or the change that it speaks of once that has ended, says of its failure. */
    private static String failure(OtherWorkbench workbench, HttpResponse<String> answer) throws Exception {
        String end = settle(workbench, answer);
        assertTrue(answer.statusCode() >= 400 || end.contains("\"failed\""), end);
        return end;
    }

    private static String settle(OtherWorkbench workbench, HttpResponse<String> answer) throws Exception {
        String changes = answer.body();
        for (int i = 0; i < 600 && answer.statusCode() < 400; i++) {
            changes = workbench.get("/api/plugins/changes").toString();
            if (!changes.matches(".*\"state\":\"(queued|waiting|running)\".*")) {
                return changes;
            }
            Thread.sleep(50);
        }
        return changes;
    }

    private static Map<String, String> versions(OtherWorkbench workbench) throws Exception {
        var versions = new TreeMap<String, String>();
        workbench.plugins().forEach((name, plugin) -> versions.put(name, plugin.get("version").getAsString() + " " + plugin.get("on").getAsBoolean()));
        return versions;
    }
}
