package mezzotint.jobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mezzotint.jobs.journal.Disk;
import mezzotint.jobs.journal.Journal;
import mezzotint.plugin.Problem;
import mezzotint.studio.Order;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A discarded picture stays for a month from the day it was discarded, whenever it was made. */
class TrashTest {

    private static final LocalDate MADE = LocalDate.of(2026, 3, 31);

    @TempDir
    Path home;

    private LocalDate today = MADE;
    private JobService service;
    private Path file;

    /** A picture that was made and kept forty days before it is discarded. */
    @BeforeEach
    void keep() throws Exception {
        file = Files.write(Files.createDirectories(home.resolve("pictures")).resolve("1.png"), new byte[] {1, 2, 3});
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(40, ChronoUnit.DAYS)));
        var task = new Task("job", new Order(JobServiceTest.request("a"), "x", 0, Duration.ofMinutes(1), Optional.empty(),
                List.of()), Instant.now(), null);
        try (var journal = new Journal(home.resolve("journal"), Disk.REAL)) {
            journal.open();
            journal.append(JobRecords.frame(JobRecords.ACCEPTED, Map.of("jobs", List.of(JobRecords.accepted(task)))));
            journal.append(JobRecords.frame(JobRecords.ENDED, Map.of("id", "job", "at", Instant.now().toEpochMilli(), "state", "DONE", "steps", 1, "notes", List.of(),
                    "results", List.of(Map.of("id", "job-0", "place", file.toUri().toString(), "seed", 1, "width", 8, "height", 8, "infotext", "")))));
        }
        open();
    }

    private void open() throws IOException {
        service = new JobService(home, Disk.REAL, QueueLimits.USUAL, new Framework(null), new Walks(), new Memory().plugins());
    }

    @AfterEach
    void close() throws InterruptedException {
        service.close();
    }

    private PictureStore restarted() throws Exception {
        service.close();
        open();
        return new PictureStore(new Trash(home.resolve("trash"), () -> today), service);
    }

    @Test
    void an_old_picture_that_was_discarded_today_is_there_for_a_month() throws Exception {
        restarted().discard("job-0");
        assertFalse(Files.exists(file));
        for (int days : List.of(0, 1, 29)) {
            today = MADE.plusDays(days);
            PictureStore store = restarted();
            assertEquals(1, store.trash().size(), days + " days later");
            store.restore("job-0");
            assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(Path.of(URI.create(store.find("job-0").orElseThrow().place()))));
            today = MADE;
            store.discard("job-0");
        }
    }

    @Test
    void after_a_month_it_is_gone_and_is_not_restored() throws Exception {
        restarted().discard("job-0");
        today = MADE.plusMonths(1).plusDays(1);
        PictureStore store = restarted();
        assertEquals(List.of(), store.trash());
        assertEquals(Problem.Kind.MISSING, assertThrows(Problem.class, () -> store.restore("job-0")).kind());
        assertTrue(store.find("job-0").isEmpty(), "its record does not come back without it");
    }

    @Test
    void what_somebody_else_took_out_of_the_trash_is_not_restored() throws Exception {
        PictureStore store = restarted();
        store.discard("job-0");
        Files.delete(new Trash(home.resolve("trash"), () -> today).find("job-0").orElseThrow());
        assertEquals(Problem.Kind.MISSING, assertThrows(Problem.class, () -> store.restore("job-0")).kind());
        assertTrue(store.find("job-0").isEmpty() && store.trash().isEmpty());
    }

    /** As the trash was before it had a folder for each day. */
    @Test
    void a_file_without_a_day_counts_from_now() throws Exception {
        restarted().discard("job-0");
        Path dated = new Trash(home.resolve("trash"), () -> today).find("job-0").orElseThrow();
        Files.move(dated, home.resolve("trash/job-0.png"));
        today = MADE.plusMonths(6);
        PictureStore store = restarted();
        store.restore("job-0");
        assertTrue(Files.exists(file));
    }
}
