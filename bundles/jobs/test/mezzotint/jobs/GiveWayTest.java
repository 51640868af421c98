package mezzotint.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import mezzotint.jobs.journal.Disk;
import mezzotint.plugin.Problem;
import mezzotint.studio.Job;
import mezzotint.studio.Jobs;
import mezzotint.studio.Order;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job whose turn is over lets those of others pass, and goes on with what it has. Here a turn ends after each step. */
class GiveWayTest {

    private final Walks walks = new Walks();
    private final Memory sink = new Memory();
    private JobService service;

    @TempDir
    Path home;

    @BeforeEach
    void open() throws IOException {
        service = new JobService(home, Disk.REAL, new QueueLimits(100, 100, 100, 1, 2, 0, true), new Framework(null), walks, sink.plugins());
    }

    @AfterEach
    void close() throws InterruptedException {
        walks.calls.release(1_000_000);
        service.close();
    }

    private Job submit(String prompt, String owner, int priority, Duration limit) {
        return service.submit(List.of(new Order(JobServiceTest.request(prompt), owner, priority, limit, Optional.empty(), List.of()))).get(0);
    }

    private Job submit(String prompt, String owner) {
        return submit(prompt, owner, 0, Duration.ofMinutes(1));
    }

    private static List<Job.Result> await(Job job) throws Exception {
        return job.result().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static boolean isOver(Job job) {
        return job.ended().isPresent();
    }

    /** Lets the job that runs now make steps, and waits for them. */
    private void step(int number) throws InterruptedException {
        int before = walks.called.get();
        walks.calls.release(number);
        walks.await(before + number);
    }

    private void awaitState(Job job, Job.State state) throws InterruptedException {
        while (job.state() != state) {
            Thread.sleep(1);
        }
    }

    @Test
    void stepsOfTwoUsersTakeTurnsAndNoneIsMadeTwice() throws Exception {
        Job mine = submit("a", "anna");
        awaitState(mine, Job.State.RUNNING);
        Job theirs = submit("b", "paul");
        step(1);
        awaitState(theirs, Job.State.RUNNING);
        assertEquals(Job.State.WAITING, mine.state());
        assertEquals(1, mine.progress().step(), "what it has of its steps is told");
        walks.calls.release(1000);
        await(theirs);
        List<Job.Result> made = await(mine);
        assertEquals(2 * Walks.CALLS, walks.called.get());
        assertEquals(List.of("it gave way to jobs of others, and went on after 5 calls of the model whose answers were kept"), mine.notes());
        Job alone = submit("a", "anna");
        assertEquals(made.get(0).infotext(), await(alone).get(0).infotext(), "the picture is the same");
        assertEquals(List.of(), alone.notes());
    }

    @Test
    void nobodyGivesWayToTheirOwnJobsNorToLessUrgentOnesNorToThoseThatWaitForOthers() throws Exception {
        Job first = submit("a", "anna", 1, Duration.ofMinutes(1));
        awaitState(first, Job.State.RUNNING);
        Job own = submit("b", "anna", 9, Duration.ofMinutes(1));
        Job less = submit("c", "paul");
        Job after = service.submit(List.of(new Order(JobServiceTest.request("d"), "paul", 9, Duration.ofMinutes(1), Optional.empty(), List.of(less.id())))).get(0);
        step(Walks.CALLS);
        await(first);
        assertFalse(isOver(own) || isOver(less) || isOver(after));
        assertEquals(List.of(), first.notes());
    }

    @Test
    void nobodyGivesWayWhileTheQueueIsPaused() throws Exception {
        Job mine = submit("a", "anna");
        awaitState(mine, Job.State.RUNNING);
        submit("b", "paul");
        service.flow(Jobs.Flow.PAUSED);
        step(Walks.CALLS);
        await(mine);
        assertEquals(List.of(), mine.notes());
    }

    @Test
    void whoGaveWayCanBeCancelledAndFinished() throws Exception {
        Job cancelled = submit("a", "anna");
        awaitState(cancelled, Job.State.RUNNING);
        Job theirs = submit("b", "paul");
        step(1);
        awaitState(theirs, Job.State.RUNNING);
        cancelled.cancel();
        assertThrows(CancellationException.class, () -> await(cancelled));
        Job finished = submit("c", "anna");
        step(1);
        awaitState(finished, Job.State.RUNNING);
        step(1);
        awaitState(theirs, Job.State.RUNNING);
        finished.finish();
        assertEquals(Job.State.WAITING, finished.state(), "it is not thrown away");
        walks.calls.release(1000);
        assertEquals(1, await(finished).size());
    }

    @Test
    void theTimeOfAJobIsThatOfAllItsTurns() throws Exception {
        Job slow = submit("a", "anna", 0, Duration.ofMillis(150));
        awaitState(slow, Job.State.RUNNING);
        submit("b", "paul");
        for (int i = 0; i < Walks.CALLS && !isOver(slow); i++) {
            Thread.sleep(100);
            walks.calls.release(1);
        }
        assertThrows(ExecutionException.class, () -> await(slow));
        assertEquals(Problem.Kind.TIMEOUT, slow.problem().orElseThrow().kind());
    }

    @Test
    void aKillInBetweenLosesNothing() throws Exception {
        Job mine = submit("a", "anna");
        awaitState(mine, Job.State.RUNNING);
        Job theirs = submit("b", "paul");
        step(1);
        awaitState(theirs, Job.State.RUNNING);
        service.close();
        JobService again = new JobService(home, Disk.REAL, QueueLimits.USUAL, new Framework(null), walks, sink.plugins());
        try {
            walks.calls.release(1000);
            await(again.find(mine.id()).orElseThrow());
            await(again.find(theirs.id()).orElseThrow());
            assertEquals(2 * Walks.CALLS, walks.called.get());
        } finally {
            again.close();
        }
    }
}
