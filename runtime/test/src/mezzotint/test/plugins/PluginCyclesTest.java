package mezzotint.test.plugins;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import mezzotint.diffusion.Sampler;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Plugins;
import mezzotint.tensor.Tensor;
import mezzotint.test.kit.Api;
import mezzotint.test.kit.Command;
import mezzotint.test.kit.Footprint;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A bundle with a plugin of every hook comes, is used and goes, again and again, and leaves nothing behind. The property
 * {@code mezzotint.cycles} says how often; with many the heap is looked at too.
 */
@Isolated("it counts the threads and files of this process")
class PluginCyclesTest {

    private static final int CYCLES = Integer.getInteger("mezzotint.cycles", 20);
    /** Cycles until everything that is loaded once has been loaded. */
    private static final int WARM_UP = 5;
    private static final int CYCLES_A_PICTURE = 25;
    /** Connections of this client and threads of the server's pool come and go by themselves. */
    private static final int SLACK = 3;
    /** Less than one kept class loader or service takes. */
    private static final int BYTES_A_CYCLE = 2_000;
    /** Less than a kept class takes; what the compiler notes down of methods that are used more and more lies there too. */
    private static final int METASPACE_A_CYCLE = 5_000;
    /** From here on a byte a cycle can be told from what happens by chance. */
    private static final int MANY = 200;
    /** SCR counts a change of a component so much later, and keeps a task for each until then. */
    private static final long COUNTED_AFTER_MILLIS = 6_000;
    private static final String NAME = "mezzotint.template";
    /** Nanoseconds from the request to the answer that the plugins are there. */
    private final List<Long> installs = new ArrayList<>();

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void leave_nothing_behind() throws Exception {
        byte[] jar = Files.readAllBytes(Command.dist().resolve("../../cnf/template/target/template-1.0.0.jar"));
        run(jar, WARM_UP);
        Footprint before = settled();
        System.out.println("before: " + before);
        int third = CYCLES / 3;
        run(jar, third);
        Footprint between = settled();
        System.out.printf("after %d cycles: %s%n", third, between);
        run(jar, CYCLES - third);
        Footprint after = settled();
        System.out.printf("after %d cycles: %s%n", CYCLES, after);
        System.out.println("difference: " + after.minus(before));
        Collections.sort(installs);
        System.out.printf("an install of a jar with every hook in it took %.0f ms, the slowest %.0f ms%n",
                installs.get(installs.size() / 2) / 1e6, installs.get(installs.size() - 1) / 1e6);
        // Fewer are no fault: what an earlier test left to be collected may go meanwhile.
        assertTrue(after.loaders() <= before.loaders(), "class loaders of bundles: " + before.loaders() + ", then " + after.loaders());
        assertTrue(after.threads() <= before.threads() + SLACK, "threads: " + before.threads() + ", then " + after.threads());
        assertTrue(after.files() <= before.files() + SLACK, "open files: " + before.files() + ", then " + after.files());
        if (CYCLES >= MANY) {
            Footprint grown = after.minus(between);
            assertTrue(grown.heap() < (long) BYTES_A_CYCLE * (CYCLES - third), "the heap grew by " + grown.heap() + " bytes in " + (CYCLES - third) + " cycles");
            assertTrue(grown.metaspace() < (long) METASPACE_A_CYCLE * (CYCLES - third), "the metaspace grew by " + grown.metaspace() + " bytes");
        }
    }

    private void run(byte[] jar, int cycles) throws IOException {
        for (int i = 0; i < cycles; i++) {
            long start = System.nanoTime();
            Api.Answer answer = Api.post("/api/plugins?agreed=true", jar);
            installs.add(System.nanoTime() - start);
            assertEquals(201, answer.status(), () -> answer.json().toString());
            use();
            if (i % CYCLES_A_PICTURE == 0) {
                paint();
            }
            assertEquals(204, Api.delete("/api/plugins/" + NAME).status());
        }
    }

    /** Calls one hook, and reads one file of the panel. */
    private static void use() throws IOException {
        try (Lease<Sampler> lease = Osgi.service(Plugins.class).lease(Sampler.class, "example")) {
            sample(lease.hook());
        }
        try (InputStream panel = Osgi.address("/panels/example/panel.js").toURL().openStream()) {
            assertTrue(panel.readAllBytes().length > 0);
        }
    }

    private static <P extends Record> void sample(Sampler<P> sampler) {
        Tensor x = Tensor.zeros(1, 4, 8, 8);
        assertArrayEquals(x.toArray(), sampler.sample((latent, sigma) -> latent, x, new double[] {1, 0}, null, Parameters.of(sampler, Map.of())).toArray());
    }

    /** A picture by every plugin of the bundle that a request can name; a small one, for the last ones stay in memory. */
    private static void paint() {
        String job = Api.submit(Map.of("prompt", "a red apple++", "seed", 7, "width", 64, "height", 64, "steps", 1, "sampler", "example", "schedule", "example",
                "guidance", "example", "noise", "example", "parser", "example"));
        assertEquals("done", Api.await(job, Set.of("done", "failed", "cancelled"), Duration.ofMinutes(2)).get("state").getAsString());
        assertEquals(200, Api.delete("/api/jobs?forget=true&id=" + job).status());
    }

    /** The footprint, as soon as it does not shrink any more. */
    private static Footprint settled() throws InterruptedException {
        if (CYCLES >= MANY) {
            Thread.sleep(COUNTED_AFTER_MILLIS);
        }
        Footprint last = Footprint.now();
        int same = 0;
        for (int i = 0; i < 60 && same < 4; i++) {
            Thread.sleep(500);
            Footprint now = Footprint.now();
            // What earlier tests left to be collected goes within seconds.
            same = now.heap() >= last.heap() - 50_000 && now.loaders() == last.loaders() && now.files() >= last.files() ? same + 1 : 0;
            last = now;
        }
        return last;
    }
}
