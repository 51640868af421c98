package mezzotint.test.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.Osgi;
import mezzotint.test.kit.QuickPictures;
import mezzotint.test.kit.TestInstaller;
import org.junit.jupiter.api.Test;

/** Eight clients make pictures with the model that ships while their sampler is updated twenty times; the first update meets a picture of two minutes. */
class LoadTest {

    private static final String EULER = "mezzotint.sampler.euler";
    private static final int CLIENTS = 8;
    private static final int UPDATES = 20;
    private static final int STEPS = 2;
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void no_job_fails_while_its_sampler_is_updated() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        var busy = new AtomicBoolean(true);
        try (QuickPictures slow = QuickPictures.begin()) {
            String longest = Api.submit(picture(120_000 / STEPS));
            Api.await(longest, Set.of("running"), LONG);
            var updates = CompletableFuture.supplyAsync(LoadTest::update);
            var clients = new ArrayList<CompletableFuture<List<String>>>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(CompletableFuture.supplyAsync(() -> pictures(busy), threads));
            }
            assertEquals(Set.of(200), Set.copyOf(updates.join()));
            busy.set(false);
            QuickPictures.assertDone(longest);
            List<String> states = clients.stream().flatMap(c -> c.join().stream()).toList();
            assertEquals(Set.of("done"), Set.copyOf(states));
            assertTrue(states.size() >= UPDATES, "pictures were made meanwhile: " + states.size());
            assertEquals("1.0." + UPDATES, TestInstaller.find(EULER).orElseThrow().version());
        } finally {
            busy.set(false);
            threads.shutdown();
            TestInstaller.meet(TestInstaller.install(Osgi.jar(Osgi.bundle(EULER))));
        }
    }

    /** Updates again and again, each as soon as the one before is done; returns the statuses. */
    private static List<Integer> update() {
        var statuses = new ArrayList<Integer>();
        for (int i = 1; i <= UPDATES; i++) {
            Api.Answer answer = Api.settle(Api.post("/api/plugins?agreed=true", jar("1.0." + i)), LONG);
            statuses.add(answer.object().has("state") && !answer.text("state").equals("done") ? 500 : answer.status());
        }
        return statuses;
    }

    /** One picture after another; returns the states they ended in. */
    private static List<String> pictures(AtomicBoolean busy) {
        var states = new ArrayList<String>();
        while (busy.get()) {
            states.add(Api.awaitEnd(Api.submit(picture(0)), LONG).get("state").getAsString());
        }
        return states;
    }

    private static Map<String, Object> picture(int pause) {
        var picture = new HashMap<>(QuickPictures.picture("euler", pause));
        picture.putAll(Map.of("model", "mezzotint-starter", "width", 128, "height", 128, "steps", STEPS));
        return picture;
    }

    /** The sampler as it ships, under another version. */
    private static byte[] jar(String version) {
        var out = new ByteArrayOutputStream();
        try (var in = new JarInputStream(new ByteArrayInputStream(Osgi.jar(Osgi.bundle(EULER))))) {
            in.getManifest().getMainAttributes().putValue("Bundle-Version", version);
            try (var copy = new JarOutputStream(out, in.getManifest())) {
                for (var entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                    copy.putNextEntry(new ZipEntry(entry.getName()));
                    in.transferTo(copy);
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }
}
