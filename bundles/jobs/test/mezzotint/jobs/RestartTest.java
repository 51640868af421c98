package mezzotint.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mezzotint.jobs.journal.Disk;
import mezzotint.jobs.journal.FullDisk;
import mezzotint.jobs.journal.Journal;
import mezzotint.plugin.Problem;
import mezzotint.studio.Job;
import mezzotint.studio.Jobs;
import mezzotint.studio.Order;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a queue remembers of an earlier one. A copy of its folder, taken while it works, is what a kill leaves. */
class RestartTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final FullDisk disk = new FullDisk();
    private final List<JobService> queues = new ArrayList<>();
    private final Walks walks = new Walks();
    private final Memory sink = new Memory();

    @AfterEach
    void close() throws InterruptedException {
        walks.calls.release(1_000_000);
        for (JobService service : queues) {
            service.close();
        }
    }

    private JobService open(Path home, QueueLimits limits) throws IOException {
        var service = new JobService(home, disk, limits, new Framework(null), walks, sink.plugins());
        queues.add(service);
        return service;
    }

    private JobService open(Path home) throws IOException {
        return open(home, QueueLimits.USUAL);
    }

    /** What is left of a home when its process is killed now. */
    private Path killed(String name) throws IOException {
        Path copy = folder.resolve(name);
        try (Stream<Path> files = Files.walk(folder.resolve("home"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(folder.resolve("home").relativize(file).toString()));
            }
        }
        return copy;
    }

    private static Order order(String prompt, String owner, int priority, String... after) {
        return new Order(JobServiceTest.request(prompt), owner, priority, LONG, Optional.empty(), List.of(after));
    }

    private static List<Job.Result> await(Job job) throws Exception {
        return job.result().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void thePictureInTheMakingGoesOnWhereItWasAndTheOthersWaitInTheirOrder() throws Exception {
        JobService first = open(folder.resolve("home"));
        List<Job> jobs = first.submit(List.of(order("a", "x", 0), order("b", "x", 0), order("c", "y", 5)));
        walks.calls.release(4);
        walks.await(4);
        Path left = killed("left");
        JobService second = open(left);
        assertEquals(List.of("c", "a", "b"), second.list().stream().map(j -> j.request().words().wanted()).toList(), "the one that ran is the first");
        int before = walks.called.get();
        walks.calls.release(1000);
        Job again = second.find(jobs.get(2).id()).orElseThrow();
        assertEquals(1, await(again).size());
        assertTrue(again.notes().get(0).contains("went on after 4 calls"), again.notes().toString());
        for (Job job : jobs) {
            await(second.find(job.id()).orElseThrow());
        }
        assertTrue(walks.called.get() - before >= 2 + 2 * Walks.CALLS, "the answers that were there were not asked for again");
        try (Stream<Path> files = Files.list(left.resolve("journal"))) {
            assertEquals(0, files.filter(f -> f.toString().endsWith(".answers")).count());
        }
    }

    @Test
    void aPictureThatWasKeptBeforeTheKillIsNotKeptTwice() throws Exception {
        sink.losesAnswers = true;
        JobService first = open(folder.resolve("home"));
        walks.calls.release(1000);
        Job job = first.submit(List.of(order("a", "x", 0))).get(0);
        while (sink.kept.isEmpty()) {
            Thread.sleep(1);
        }
        Path left = killed("left");
        sink.losesAnswers = false;
        JobService second = open(left);
        assertEquals("memory:0", await(second.find(job.id()).orElseThrow()).get(0).place());
        assertEquals(1, sink.kept.size());
    }

    @Test
    void resultsProblemsAndPausesSurvive() throws Exception {
        JobService first = open(folder.resolve("home"));
        walks.calls.release(1000);
        Job done = first.submit(List.of(order("a", "x", 0))).get(0);
        Job failed = first.submit(List.of(order("refuse", "x", 0))).get(0);
        Job dependent = first.submit(List.of(order("b", "x", 0, failed.id()))).get(0);
        await(done);
        assertThrows(Exception.class, () -> await(dependent));
        first.flow(Jobs.Flow.PAUSED);
        Job waits = first.submit(List.of(order("c", "x", 0))).get(0);
        Job cancelled = first.submit(List.of(order("d", "x", 0))).get(0);
        cancelled.cancel();
        JobService second = open(killed("left"));
        assertEquals(await(done), await(second.find(done.id()).orElseThrow()));
        Problem problem = second.find(dependent.id()).orElseThrow().problem().orElseThrow();
        assertTrue(problem.getMessage().contains(failed.id()) && problem.getMessage().contains("failed"), problem.getMessage());
        assertEquals(Job.State.CANCELLED, second.find(cancelled.id()).orElseThrow().state());
        assertEquals(Jobs.Flow.PAUSED, second.flow());
        assertEquals(Job.State.WAITING, second.find(waits.id()).orElseThrow().state());
        second.flow(Jobs.Flow.OPEN);
        await(second.find(waits.id()).orElseThrow());
    }

    @Test
    void aJobThatWasBeingCancelledIsNotStartedAgain() throws Exception {
        JobService first = open(folder.resolve("home"));
        Job job = first.submit(List.of(order("a", "x", 0))).get(0);
        while (job.state() != Job.State.RUNNING) {
            Thread.sleep(1);
        }
        first.cancel(List.of(job.id()));
        assertEquals(Job.State.CANCELLED, open(killed("left")).find(job.id()).orElseThrow().state());
    }

    @Test
    void aJobThatTheWorkbenchDiesOfIsGivenUpUnlessItGetsFurther() throws Exception {
        var two = new QueueLimits(10, 10, 10, 1, 2, 60, true);
        Job stuck = started(folder.resolve("stuck"), two, 100, 300, 300);
        assertEquals(Job.State.FAILED, stuck.state());
        assertEquals("the job was given up: the workbench ended during each of its last 2 starts, and none brought it a step further",
                stuck.problem().orElseThrow().getMessage());
        assertEquals(Job.State.RUNNING, started(folder.resolve("further"), two, 100, 200, 300).state());
    }

    @Test
    void twoDeathsWithoutAStepAreTheMostAndTheNextJobGoesOn() throws Exception {
        assertEquals(Job.State.RUNNING, started(folder.resolve("once"), QueueLimits.USUAL, 0).state());
        Path home = folder.resolve("twice");
        Job last = started(home, QueueLimits.USUAL, 0, 0);
        assertEquals(Job.State.FAILED, last.state());
        assertTrue(last.problem().orElseThrow().getMessage().contains("its last 2 starts"), last.problem().get().getMessage());
        walks.calls.release(1000);
        await(queues.get(queues.size() - 1).submit(List.of(order("b", "x", 0))).get(0));
    }

    /** What the steps of a start were is known by the answers that it left. */
    @Test
    void aStartThatMadeAStepIsNoneOfThem() throws Exception {
        Path home = folder.resolve("stepped");
        Files.createDirectories(home.resolve("journal"));
        Files.write(home.resolve("journal/id.answers"), new byte[301]);
        assertEquals(Job.State.RUNNING, started(home, QueueLimits.USUAL, 0, 300).state());
        assertEquals(Job.State.FAILED, started(folder.resolve("notStepped"), QueueLimits.USUAL, 0, 300, 300).state());
    }

    @Test
    void aWorkbenchThatIsStoppedCountsForNothing() throws Exception {
        Path home = folder.resolve("home");
        var one = new QueueLimits(10, 10, 10, 1, 1, 60, true);
        JobService service = open(home, one);
        Job job = service.submit(List.of(order("a", "x", 0))).get(0);
        while (job.state() == Job.State.WAITING) {
            Thread.onSpinWait();
        }
        service.close();
        walks.calls.release(1000);
        await(open(home, one).find(job.id()).orElseThrow());
    }

    /** A job that was started with so many bytes of steps each time. */
    private Job started(Path home, QueueLimits limits, int... steps) throws Exception {
        var task = new Task("id", order("a", "x", 0), Instant.now(), null);
        try (var journal = new Journal(home.resolve("journal"), Disk.REAL)) {
            journal.open();
            journal.append(JobRecords.frame(JobRecords.ACCEPTED, Map.of("jobs", List.of(JobRecords.accepted(task)))));
            for (int size : steps) {
                journal.append(JobRecords.frame(JobRecords.STARTED, Map.of("id", "id", "at", 1, "steps", size)));
            }
        }
        Job job = open(home, limits).find("id").orElseThrow();
        for (int i = 0; job.state() == Job.State.WAITING && i < 10_000; i++) {
            Thread.sleep(1);
        }
        return job;
    }

    @Test
    void theSameKeyIsTheSameJobAlsoAfterARestart() throws Exception {
        JobService first = open(folder.resolve("home"));
        first.flow(Jobs.Flow.PAUSED);
        Order order = new Order(JobServiceTest.request("a"), "x", 0, LONG, Optional.of(new Order.Key("k", "1")), List.of());
        String id = first.submit(List.of(order)).get(0).id();
        assertEquals(id, first.submit(List.of(order)).get(0).id());
        JobService second = open(killed("left"));
        assertEquals(id, second.submit(List.of(order)).get(0).id());
        var other = new Order(order.request(), "x", 0, LONG, Optional.of(new Order.Key("k", "2")), List.of());
        assertEquals(Problem.Kind.CONFLICT, assertThrows(Problem.class, () -> second.submit(List.of(other))).kind());
        assertEquals(1, second.list().size());
    }

    @Test
    void aKeyIsTakenAsLongAsOneOfItsJobsIsRemembered() throws Exception {
        JobService service = open(folder.resolve("home"));
        walks.calls.release(1000);
        var key = Optional.of(new Order.Key("k", "1"));
        List<Order> two = List.of(new Order(JobServiceTest.request("a"), "x", 0, LONG, key, List.of()), new Order(JobServiceTest.request("b"), "x", 0, LONG, key, List.of()));
        List<Job> jobs = service.submit(two);
        for (Job job : jobs) {
            await(job);
        }
        service.forget(List.of(jobs.get(0).id()));
        assertEquals(jobs.get(1).id(), service.submit(two).get(1).id());
        service.forget(List.of(jobs.get(1).id()));
        assertEquals(List.of(), service.list());
        service.submit(two);
        assertEquals(2, service.list().size());
    }

    @Test
    void aFullDiskRefusesJobsAndTheOneThatRunsGoesOn() throws Exception {
        JobService service = open(folder.resolve("home"));
        Job running = service.submit(List.of(order("a", "x", 0))).get(0);
        walks.calls.release(2);
        walks.await(2);
        disk.full = true;
        Problem refused = assertThrows(Problem.class, () -> service.submit(List.of(order("b", "x", 0))));
        assertTrue(refused.getMessage().contains("No space left on device"), refused.getMessage());
        walks.calls.release(1000);
        assertEquals(1, await(running).size());
        assertEquals(1, service.list().size());
        disk.full = false;
        Job next = service.submit(List.of(order("c", "x", 0))).get(0);
        await(next);
        while (!open(killed("left" + queues.size())).find(running.id()).orElseThrow().state().ended()) {
            Thread.sleep(20);
        }
    }

    @Test
    void batchesAreTakenWholeOrNotAtAll() throws Exception {
        JobService service = open(folder.resolve("home"), new QueueLimits(10, 3, 100, 1, 20, 60, true));
        service.flow(Jobs.Flow.PAUSED);
        List<Job> grid = service.submit(List.of(order("a", "x", 0), order("b", "x", 0, "#0")));
        assertEquals(List.of(grid.get(0).id()), grid.get(1).after());
        Problem quota = assertThrows(Problem.class, () -> service.submit(List.of(order("c", "x", 0), order("d", "x", 0))));
        assertEquals(Problem.Kind.BUSY, quota.kind());
        assertTrue(quota.getMessage().startsWith("2 jobs of x are waiting, of 3 at most"), quota.getMessage());
        assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> service.submit(List.of(order("e", "y", 0, "#0")))).kind());
        assertEquals(2, service.list().size());
        service.flow(Jobs.Flow.DRAINING);
        assertEquals(Problem.Kind.BUSY, assertThrows(Problem.class, () -> service.submit(List.of(order("e", "y", 0)))).kind());
        assertEquals(2, open(killed("left"), QueueLimits.USUAL).list().size());
    }

    @Test
    void oldJobsAreForgottenAndThoseThatAStartLeavesAloneAreNot() throws Exception {
        JobService first = open(folder.resolve("home"), new QueueLimits(10, 10, 2, 1, 20, 60, true));
        walks.calls.release(1000);
        for (int i = 0; i < 4; i++) {
            await(first.submit(List.of(order("a", "x", 0))).get(0));
        }
        while (first.list().size() > 2) {
            Thread.sleep(1);
        }
        first.flow(Jobs.Flow.PAUSED);
        String waits = first.submit(List.of(order("b", "x", 0))).get(0).id();
        Path left = killed("left");
        JobService make = open(left, new QueueLimits(10, 10, 2, 1, 20, 60, false));
        make.flow(Jobs.Flow.OPEN);
        await(make.submit(List.of(order("c", "x", 0))).get(0));
        assertEquals(Job.State.WAITING, make.find(waits).orElseThrow().state());
    }
}
