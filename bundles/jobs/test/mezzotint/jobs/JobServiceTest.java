package mezzotint.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import mezzotint.image.Image;
import mezzotint.jobs.journal.Disk;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import mezzotint.studio.Job;
import mezzotint.studio.Picture;
import mezzotint.studio.Progress;
import mezzotint.studio.Request;
import mezzotint.studio.StepLog;
import mezzotint.studio.Studio;
import mezzotint.studio.Watcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobServiceTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final CountDownLatch gate = new CountDownLatch(1);
    private JobService service;

    @TempDir
    Path home;

    @BeforeEach
    void open() throws IOException {
        service = new JobService(home, Disk.REAL, QueueLimits.USUAL, new Framework(null), new Steps(), noSinks());
    }

    @AfterEach
    void close() throws InterruptedException {
        gate.countDown();
        service.close();
    }

    @Test
    void runsJobsInTheirOrderAndTellsTheirPositions() throws Exception {
        Job first = service.submit(request("wait"), LONG);
        Job second = service.submit(request("go"), LONG);
        Job third = service.submit(request("go"), LONG);
        while (first.state() != Job.State.RUNNING) {
            Thread.onSpinWait();
        }
        assertEquals(List.of(0, 1, 2), List.of(first.position(), second.position(), third.position()));
        gate.countDown();
        assertEquals(1, wait(third).size());
        assertEquals(Job.State.DONE, first.state());
    }

    @Test
    void cancelsAJobThatWaitsAndOneThatRuns() {
        Job running = service.submit(request("wait"), LONG);
        Job waiting = service.submit(request("go"), LONG);
        waiting.cancel();
        assertEquals(Job.State.CANCELLED, waiting.state());
        running.cancel();
        gate.countDown();
        assertThrows(CancellationException.class, () -> wait(running));
        assertEquals(Job.State.CANCELLED, running.state());
    }

    @Test
    void givesAJobUpAfterItsTime() {
        Job job = service.submit(request("forever"), Duration.ofMillis(50));
        assertThrows(ExecutionException.class, () -> wait(job));
        assertEquals(Problem.Kind.TIMEOUT, job.problem().orElseThrow().kind());
    }

    @Test
    void namesThePlaceAnUnforeseenFailureCameFrom() {
        Job job = service.submit(request("crash"), LONG);
        assertThrows(ExecutionException.class, () -> wait(job));
        assertTrue(job.problem().orElseThrow().getMessage().startsWith("mezzotint.jobs failed"), job.problem().get().getMessage());
    }

    /** As a mapped file throws whose disk went. */
    @Test
    void anErrorEndsItsJobInWordsAndNoOther() throws Exception {
        for (String kind : List.of("InternalError", "UnknownError", "StackOverflowError", "AssertionError", "NoSuchFieldError", "checked")) {
            Job job = service.submit(request("throw " + kind), LONG);
            assertThrows(ExecutionException.class, () -> wait(job));
            assertEquals(Job.State.FAILED, job.state());
            assertTrue(job.problem().orElseThrow().getMessage().contains(kind.equals("checked") ? "IOException" : kind), job.problem().get().getMessage());
        }
        assertEquals(1, wait(service.submit(request("go"), LONG)).size());
    }

    private static List<Job.Result> wait(Job job) throws Exception {
        return job.result().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    static Request request(String prompt) {
        Choice none = Choice.of("");
        return new Request("", new Request.Words(prompt, "", none, none), new Request.Canvas(8, 8, 1, 1),
                new Request.Walk(1, none, none, none, none), none, List.of(), List.of());
    }

    /** Any throwable, where the compiler would see none. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T thrown(String kind) throws T {
        try {
            throw (T) (kind.equals("checked") ? new IOException("as asked") : Class.forName("java.lang." + kind).getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Plugins noSinks() {
        return (Plugins) Proxy.newProxyInstance(Plugins.class.getClassLoader(), new Class<?>[] {Plugins.class},
                (proxy, method, args) -> method.isDefault() ? InvocationHandler.invokeDefault(proxy, method, args) : List.of());
    }

    /** Does what the prompt says. */
    private final class Steps implements Studio {

        @Override
        public Request request(Map<String, Object> settings) {
            throw new AssertionError("not asked for here");
        }

        @Override
        public List<Picture> generate(Request request, Watcher watcher, StepLog log) {
            String wish = request.words().wanted();
            if (wish.equals("crash")) {
                throw new IllegalStateException("as asked");
            }
            if (wish.startsWith("throw ")) {
                throw JobServiceTest.<RuntimeException>thrown(wish.substring(6));
            }
            try {
                if (wish.equals("wait")) {
                    gate.await();
                }
                do {
                    Thread.sleep(1);
                    watcher.progress(new Progress("denoising", 1, 2, 1, Optional.empty()));
                } while (wish.equals("forever"));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of(new Picture(Image.paint(2, 2, (x, y) -> 0), request, 1, null, ""));
        }
    }
}
