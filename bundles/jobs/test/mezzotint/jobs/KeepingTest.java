package mezzotint.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import mezzotint.jobs.journal.FullDisk;
import mezzotint.plugin.Problem;
import mezzotint.studio.Job;
import mezzotint.studio.Order;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A picture that must be kept is not done before it is; the queue waits for room and goes on by itself. */
class KeepingTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path home;

    private final FullDisk disk = new FullDisk();
    private final Walks walks = new Walks();
    private final Memory sink = new Memory();
    private JobService service;

    @BeforeEach
    void open() throws IOException {
        walks.calls.release(1_000_000);
        service = new JobService(home, disk, QueueLimits.USUAL, new Framework(null), walks, sink.plugins());
    }

    @AfterEach
    void close() throws InterruptedException {
        sink.full = false;
        disk.full = false;
        service.close();
    }

    private Job submit(String prompt, Duration limit, Order.Keep keep) {
        return service.submit(List.of(new Order(JobServiceTest.request(prompt), "x", 0, limit, Optional.empty(), List.of(), keep))).get(0);
    }

    private static List<Job.Result> await(Job job) throws Exception {
        return job.result().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static void until(BooleanSupplier so) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!so.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it never came to that");
            Thread.onSpinWait();
        }
    }

    @Test
    void a_picture_without_room_is_not_done_and_the_queue_goes_on_when_there_is() throws Exception {
        sink.full = true;
        Job first = submit("a", LONG, Order.Keep.MUST);
        Job second = submit("b", LONG, Order.Keep.MUST);
        until(() -> service.trouble().isPresent());
        String sentence = service.trouble().orElseThrow();
        assertTrue(sentence.contains("could not keep the picture: No space left on device"), sentence);
        assertEquals(List.of(Job.State.RUNNING, Job.State.WAITING), List.of(first.state(), second.state()));
        assertEquals(List.of(), sink.kept);
        sink.full = false;
        assertEquals("memory:0", await(first).get(0).place());
        assertEquals("memory:1", await(second).get(0).place());
        assertEquals(Optional.empty(), service.trouble());
    }

    @Test
    void one_that_waits_for_room_is_cancelled_and_its_time_ends_it_in_words() throws Exception {
        sink.full = true;
        Job cancelled = submit("a", LONG, Order.Keep.MUST);
        until(() -> service.trouble().isPresent());
        cancelled.cancel();
        assertThrows(CancellationException.class, () -> await(cancelled));
        Job late = submit("b", Duration.ofMillis(1500), Order.Keep.MUST);
        assertThrows(ExecutionException.class, () -> await(late));
        Problem problem = late.problem().orElseThrow();
        assertTrue(problem.getMessage().contains("was made and could not be kept") && problem.getMessage().contains("No space left"), problem.getMessage());
    }

    @Test
    void one_that_is_only_tried_to_be_kept_is_done_with_a_note() throws Exception {
        sink.full = true;
        Job job = submit("a", LONG, Order.Keep.TRY);
        Job.Result result = await(job).get(0);
        assertEquals("", result.place());
        assertTrue(job.notes().toString().contains("could not keep the picture: No space left on device"), job.notes().toString());
        assertTrue(service.trouble().isPresent(), "others are told as well");
        assertTrue(new PictureStore(new Trash(home.resolve("trash"), LocalDate::now), service).png(result).length > 0, "who waits for it gets it");
    }

    @Test
    void one_that_is_not_to_be_kept_is_shown_to_no_sink() throws Exception {
        Job job = submit("a", LONG, Order.Keep.NEVER);
        assertEquals("", await(job).get(0).place());
        assertEquals(List.of(), sink.kept);
        assertEquals(List.of(), job.notes());
    }

    @Test
    void while_the_journal_has_no_room_no_job_begins_and_all_go_on_by_themselves() throws Exception {
        Job before = submit("a", LONG, Order.Keep.MUST);
        await(before);
        disk.full = true;
        for (int i = 0; i < 3; i++) {
            assertTrue(assertThrows(Problem.class, () -> submit("b", LONG, Order.Keep.MUST)).getMessage().contains("No space left"));
        }
        assertTrue(service.trouble().orElseThrow().contains("no job is accepted or begun"), service.trouble().get());
        // Also after it was tried to write the journal anew.
        service.history().tidy(service::jobs);
        assertTrue(service.trouble().isPresent());
        disk.full = false;
        until(() -> service.trouble().isEmpty());
        assertEquals(1, await(submit("c", LONG, Order.Keep.MUST)).size());
        assertFalse(service.find(before.id()).isEmpty());
    }

    @Test
    void a_broken_disk_that_comes_back_is_written_again() throws Exception {
        disk.broken = true;
        assertThrows(Problem.class, () -> submit("a", LONG, Order.Keep.MUST));
        assertThrows(Problem.class, () -> submit("b", LONG, Order.Keep.MUST));
        disk.broken = false;
        until(() -> service.trouble().isEmpty());
        assertEquals(1, await(submit("c", LONG, Order.Keep.MUST)).size());
    }
}
