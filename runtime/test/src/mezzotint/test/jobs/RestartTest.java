package mezzotint.test.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mezzotint.test.kit.Command;
import mezzotint.test.kit.OtherWorkbench;
import mezzotint.test.kit.TestJar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** What the next start does with changes that were cut off or put off, and with a lost cache. */
@Execution(ExecutionMode.CONCURRENT)
public class RestartTest {

    private static final String EULER = "mezzotint.sampler.euler";

    @TempDir
    private Path home;

    /** Starts so slowly that the process can be killed meanwhile. */
    public static final class Slow implements BundleActivator {

        @Override
        public void start(BundleContext context) throws Exception {
            Thread.sleep(60_000);
        }

        @Override
        public void stop(BundleContext context) {}
    }

    @Test
    void a_change_that_is_cut_off_is_taken_back() throws Exception {
        Path drop = Files.createDirectories(home.resolve("jars"));
        Path update = Files.write(drop.resolve("a.jar"), new TestJar(EULER, "2.0.0").bytes());
        Path slow = Files.write(drop.resolve("b.jar"), new TestJar("org.example.slow", "1.0.0").activator(Slow.class).bytes());
        Map<String, String> before;
        try (OtherWorkbench first = OtherWorkbench.start(home)) {
            before = versions(first);
            String wish = "{\"files\": [\"" + update + "\", \"" + slow + "\"], \"remove\": [\"mezzotint.sampler.lcm\"], \"off\": [\"mezzotint.sampler.heun\"]}";
            assertEquals(202, first.change("POST", "/plans?agreed=true", wish.getBytes(), "Prefer", "respond-async").statusCode());
            for (int i = 0; i < 100 && !(versions(first).containsKey("org.example.slow") && "2.0.0 true".equals(versions(first).get(EULER))); i++) {
                Thread.sleep(50);
            }
            assertEquals("2.0.0 true", versions(first).get(EULER), "the change is under way");
            first.kill();
        }
        try (OtherWorkbench second = OtherWorkbench.start(home)) {
            assertEquals(before, versions(second));
            assertTrue(Files.readString(home.resolve("journal/audit.log")).contains("was cut off and is taken back"));
        }
        try (OtherWorkbench third = OtherWorkbench.start(home)) {
            assertEquals(before, versions(third));
        }
    }

    /** Declares nothing. */
    public static final class Loading {

        static native int call();
    }

    @Test
    void native_code_is_replaced_at_the_next_start() throws Exception {
        Map<String, UnaryOperator<TestJar>> kinds = Map.of(
                "org.example.keeper", jar -> jar.header(Constants.PROVIDE_CAPABILITY, "mezzotint.native;mezzotint.native=example"),
                "org.example.carrier", jar -> jar.header(Constants.BUNDLE_NATIVECODE, "example.bin;osname=Linux,*").file("example.bin", ""),
                "org.example.declarer", jar -> jar.header("Mezzotint-Uses", "native"),
                "org.example.loader", jar -> jar.with(Loading.class));
        try (OtherWorkbench first = OtherWorkbench.start(home)) {
            for (var kind : kinds.entrySet()) {
                String name = kind.getKey();
                byte[] update = kind.getValue().apply(new TestJar(name, "2.0.0")).bytes();
                assertEquals(201, first.change("POST", "?agreed=true", kind.getValue().apply(new TestJar(name, "1.0.0")).bytes()).statusCode());
                String plan = first.change("POST", "?plan", update).body();
                assertTrue(plan.contains("takes effect at the next start") && plan.contains("cannot be loaded twice"), plan);
                assertEquals(200, first.change("POST", "?agreed=true", update).statusCode());
                assertEquals("1.0.0 true", versions(first).get(name));
                assertTrue(first.plugins().get(name).get("restart").getAsBoolean());
            }
        }
        try (OtherWorkbench second = OtherWorkbench.start(home)) {
            for (String name : kinds.keySet()) {
                assertEquals("2.0.0 true", versions(second).get(name));
                assertFalse(second.plugins().get(name).get("restart").getAsBoolean());
            }
        }
    }

    @Test
    void what_uses_the_native_code_of_another_bundle_is_replaced_at_once() throws Exception {
        String name = "org.example.user";
        UnaryOperator<TestJar> user = jar -> jar.header("Mezzotint-Uses", "native")
                .header(Constants.REQUIRE_CAPABILITY, "mezzotint.native;filter:=\"(mezzotint.native=djl)\"");
        try (OtherWorkbench workbench = OtherWorkbench.start(home)) {
            assertEquals(201, workbench.change("POST", "?agreed=true", user.apply(new TestJar(name, "1.0.0")).bytes()).statusCode());
            assertEquals(200, workbench.change("POST", "?agreed=true", user.apply(new TestJar(name, "2.0.0")).bytes()).statusCode());
            assertEquals("2.0.0 true", versions(workbench).get(name));
        }
    }

    @Test
    void what_was_installed_outlives_the_frameworks_cache() throws Exception {
        Map<String, String> before;
        try (OtherWorkbench first = OtherWorkbench.start(home)) {
            assertEquals(201, first.change("POST", "?agreed=true", new TestJar("org.example.kept", "1.0.0").bytes()).statusCode());
            assertEquals(200, first.change("POST", "?agreed=true", new TestJar(EULER, "0.9.0").bytes()).statusCode());
            before = versions(first);
        }
        loseCache();
        try (OtherWorkbench second = OtherWorkbench.start(home)) {
            assertEquals(before, versions(second));
        }
    }

    private void loseCache() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("cache"))) {
            files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
        }
    }

    @Test
    void what_is_switched_off_or_removed_stays_so_without_the_frameworks_cache() throws Exception {
        Map<String, String> before;
        try (OtherWorkbench first = OtherWorkbench.start(home)) {
            assertEquals(201, first.change("POST", "?agreed=true", new TestJar("org.example.kept", "1.0.0").bytes()).statusCode());
            assertEquals(200, first.change("POST", "?agreed=true", new TestJar(EULER, "0.9.0").bytes()).statusCode());
            for (String name : List.of("org.example.kept", EULER, "mezzotint.sampler.heun", "mezzotint.sampler.dpm2")) {
                assertEquals(200, first.change("POST", "/" + name + "/stop", null).statusCode());
            }
            assertEquals(200, first.change("POST", "/mezzotint.sampler.dpm2/start", null).statusCode());
            assertEquals(204, first.change("DELETE", "/mezzotint.sampler.lcm", null).statusCode());
            before = versions(first);
            assertEquals("1.0.0 false", before.get("mezzotint.sampler.heun"));
        }
        for (int loss = 1; loss <= 2; loss++) {
            loseCache();
            try (OtherWorkbench next = OtherWorkbench.start(home)) {
                assertEquals(before, versions(next));
            }
        }
    }

    /** Until this version only the framework's cache knew. */
    @Test
    void choices_that_only_the_framework_knows_are_written_down_at_the_next_start() throws Exception {
        Map<String, String> before;
        try (OtherWorkbench first = OtherWorkbench.start(home)) {
            assertEquals(200, first.change("POST", "/mezzotint.sampler.heun/stop", null).statusCode());
            assertEquals(204, first.change("DELETE", "/mezzotint.sampler.lcm", null).statusCode());
            before = versions(first);
        }
        Files.delete(home.resolve("conf/choices.json"));
        OtherWorkbench.start(home).close();
        loseCache();
        try (OtherWorkbench third = OtherWorkbench.start(home)) {
            assertEquals(before, versions(third));
            assertEquals(201, third.change("POST", "?agreed=true", Files.readAllBytes(Command.dist().resolve("plugins/sampler.lcm-1.0.0.jar"))).statusCode());
        }
        loseCache();
        try (OtherWorkbench fourth = OtherWorkbench.start(home)) {
            assertEquals("1.0.0 true", versions(fourth).get("mezzotint.sampler.lcm"), "what was installed again is wanted");
        }
    }

    private static Map<String, String> versions(OtherWorkbench workbench) throws Exception {
        var versions = new TreeMap<String, String>();
        workbench.plugins().forEach((name, plugin) -> versions.put(name, plugin.get("version").getAsString() + " " + plugin.get("on").getAsBoolean()));
        return versions;
    }
}
