package mezzotint.test.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mezzotint.fault.Faults;
import mezzotint.manage.Change;
import mezzotint.manage.Installer;
import mezzotint.manage.Parcel;
import mezzotint.manage.Wish;

/** Bad plugins that a test installs, and the jobs that it has them part in. */
public final class Culprits implements AutoCloseable {

    private static final Duration LONG = Duration.ofMinutes(2);

    private final Installer installer = Osgi.service(Installer.class);
    private final List<String> installed = new ArrayList<>();

    /**
     * Its id is the last word of the bundle's name.
     *
     * @param parts other classes that the plugin needs
     */
    public void install(String bundle, Class<?> hook, Class<?> plugin, Class<?>... parts) throws IOException {
        TestJar jar = new TestJar(bundle, "1.0.0").plugin(hook, plugin);
        List.of(parts).forEach(jar::with);
        carryOut(Wish.NOTHING.install(Parcel.upload(jar.bytes())));
        installed.add(bundle);
    }

    public void carryOut(Wish wish) {
        Change end = installer.carryOut(wish, "test", true).end().toCompletableFuture().join();
        assertEquals(Change.State.DONE, end.state(), () -> end.problem().toString());
    }

    /** The test has removed it itself. */
    public void forget(String bundle) {
        installed.remove(bundle);
    }

    public static String id(String bundle) {
        return bundle.substring(bundle.lastIndexOf('.') + 1);
    }

    public static JsonObject done(Map<String, ?> settings) {
        JsonObject job = end(settings);
        assertEquals("done", job.get("state").getAsString(), job.toString());
        return job;
    }

    /** The job fails by the plugin, the bundle's name among the facts; the next is made. */
    public void assertFails(String bundle, Map<String, ?> settings, String hook, String did) {
        JsonObject job = end(settings);
        assertEquals("failed", job.get("state").getAsString(), job.toString());
        JsonObject problem = job.getAsJsonObject("problem");
        String words = "the " + hook + " Bad " + id(bundle) + " (" + bundle + " 1.0.0) " + did;
        assertTrue(problem.get("detail").getAsString().startsWith(words), problem.toString());
        assertEquals(bundle, problem.getAsJsonObject("fault").get("bundle").getAsString());
        assertEquals("1.0.0", problem.getAsJsonObject("fault").get("version").getAsString());
        done(Map.of());
    }

    public static JsonObject end(Map<String, ?> settings) {
        return Api.awaitEnd(Api.submit(picture(settings)), LONG);
    }

    public static Map<String, Object> picture(Map<String, ?> more) {
        var settings = new HashMap<String, Object>(Map.of("model", "tiny-sd15", "prompt", "a cat", "sampler", "euler", "steps", 3,
                "width", 64, "height", 64, "seed", 1));
        settings.putAll(more);
        return settings;
    }

    @Override
    public void close() {
        installed.forEach(bundle -> carryOut(Wish.NOTHING.remove(bundle)));
        assertTrue(Osgi.service(Faults.class).quarantined().stream().noneMatch(q -> installed.contains(q.bundle())), "what is gone is in no quarantine");
    }
}
