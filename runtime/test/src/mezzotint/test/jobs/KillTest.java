package mezzotint.test.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import mezzotint.soak.Kills;
import mezzotint.test.kit.Osgi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workbench is killed at random moments; {@code runtime/mezzotint soak kills} does it 200 times. */
class KillTest {

    private static final int KILLS = 5;

    @TempDir
    private Path home;

    @Test
    void no_accepted_job_is_lost_and_no_picture_is_another() throws Exception {
        long seed = System.nanoTime();
        Kills.Report report = new Kills(Path.of(Osgi.context().getProperty("mezzotint.dist")), home, seed).run(KILLS);
        assertEquals(List.of(), report.lost(), "seed " + seed);
        assertEquals(List.of(), report.different(), "seed " + seed);
        assertTrue(report.jobs() > 0, "jobs were accepted");
    }
}
