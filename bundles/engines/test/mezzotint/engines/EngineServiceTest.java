package mezzotint.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import mezzotint.backend.LoadedWeights;
import mezzotint.graph.Graph;
import mezzotint.graph.Op;
import mezzotint.graph.Revision;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.Test;

class EngineServiceTest extends EngineTests {

    @Test
    void anyNetworkOfAnyFileIsRunOnTheFirstDeviceOfTheBestEngine() throws IOException {
        try (LoadedWeights three = weights(3); LoadedWeights five = weights(5)) {
            assertEquals(6, run(three, 2));
            assertEquals(10, run(five, 2));
            assertEquals(List.of(new LoadedWeights.Placement("best", "gpu", "")), three.placements());
            assertEquals(3, three.checkpoint().tensor("w").toArray()[0]);
        }
    }

    /** Whoever runs networks sees canonical names, and a program goes when the plugin goes that named its weights. */
    @Test
    void weightsAreNamedByWhoKnowsThem() throws IOException {
        try (LoadedWeights old = engines.open(Workbench.file(root, Workbench.OLD, 3), Map.of(), List.of(), USER)) {
            assertEquals(Set.of("w"), old.checkpoint().names());
            assertEquals(6, run(old, 2));
        }
        workbench.leave(workbench.architecture);
        assertEquals(List.of(3f), best.closed);
    }

    @Test
    void aProgramIsCompiledOnceForAllWhoRunIt() throws IOException {
        try (LoadedWeights one = weights(3); LoadedWeights other = weights(3)) {
            assertEquals(List.of(6f, 9f, 12f), List.of(run(one, 2), run(other, 3), run(one, 4)));
        }
        try (LoadedWeights later = weights(3)) {
            assertEquals(6, run(later, 2));
        }
        assertEquals(1, best.compiled.size());
        try (LoadedWeights later = weights(3)) {
            later.program(Workbench.network("z")).run(Map.of("x", Tensor.zeros(1, 1)));
        }
        assertEquals(2, best.compiled.size(), "another network is another program");
    }

    @Test
    void aFileThatWasOverwrittenIsAnotherOne() throws IOException {
        try (LoadedWeights old = engines.open(Workbench.file(root, "w", 3), Map.of(), List.of(), USER)) {
            assertEquals(6, run(old, 2));
        }
        try (LoadedWeights fresh = engines.open(Workbench.file(root, "w", 12), Map.of(), List.of(), USER)) {
            assertEquals(24, run(fresh, 2));
        }
        assertEquals(List.of(3f), best.closed);
    }

    /** x times the weight plus that of another file. */
    private static Graph adapted(String tensor) {
        var revision = new Revision(Workbench.network());
        revision.replace("w", w -> revision.node(Op.ADD, List.of(w, revision.weight(tensor, 1, 1))));
        return revision.graph();
    }

    @Test
    void whatIsLaidOverAFileIsReadUnderItsPrefix() throws IOException {
        Map<String, Path> more = Map.of("a/", Workbench.file(root, "a", 10), "b/", Workbench.file(root, "b", 100));
        try (LoadedWeights plain = weights(3); LoadedWeights laid = engines.open(Workbench.file(root, "w3.0", 3), more, List.of(), USER)) {
            assertEquals(Set.of("w", "a/w", "b/w"), laid.checkpoint().names());
            assertEquals(100, laid.checkpoint().tensor("b/w").toArray()[0]);
            assertEquals(6, run(plain, 2));
            assertEquals(6, run(laid, 2));
            assertEquals(1, best.compiled.size(), "a network that reads nothing of them is the same with them");
            assertEquals(26, laid.program(adapted("a/w")).run(Map.of("x", Tensor.of(new float[] {2}, 1, 1))).get("y").toArray()[0]);
        }
        assertThrows(Problem.class, () -> engines.open(root.resolve("w3.0"), Map.of("a/", root.resolve("none")), List.of(), USER));
    }

    /** Two engines on one device and several callers: one call at a time, all by one thread. */
    @Test
    void oneThreadMakesAllCallsOfADevice() throws Exception {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        Runnable counted = () -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.yield();
            inside.decrementAndGet();
        };
        var other = new TestEngine("other", "cpu");
        var shared = new Workbench(next, other);
        next.atCall = counted;
        other.atCall = counted;
        var service = new EngineService(shared, shared, new MachineMemory(root), Optional.of(Long.MAX_VALUE), Optional.empty());
        var all = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < 4; i++) {
            LoadedWeights weights = service.open(Workbench.file(root, "w" + i, i), Map.of(), List.of(Choice.of(i % 2 == 0 ? "next" : "other")), USER);
            all.add(CompletableFuture.runAsync(() -> {
                for (int call = 0; call < 50; call++) {
                    run(weights, call);
                }
                weights.close();
            }));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        var threads = new HashSet<>(next.threads);
        threads.addAll(other.threads);
        assertEquals(List.of(1, 1, 204), List.of(threads.size(), most.get(), next.threads.size() + other.threads.size()));
        service.close();
    }

    @Test
    void aPluginThatLeavesTakesItsProgramsWithIt() throws IOException {
        try (LoadedWeights used = weights(1)) {
            run(used, 1);
            try (LoadedWeights idle = weights(2)) {
                run(idle, 1);
            }
            workbench.leave(best);
            assertEquals(List.of(List.of(2f), List.of()), List.of(best.closed, held()), "what is in a call is not closed under it");
        }
        assertEquals(List.of(2f, 1f), best.closed);
        try (LoadedWeights weights = weights(3)) {
            run(weights, 1);
        }
        workbench.leave(workbench.format);
        assertEquals(List.of(), held());
    }

    /** A thread that may never come back is left, with the program that it is in; others go on with another. */
    @Test
    void aStandstillLeavesItsThreadAndWhatItIsIn() throws Exception {
        var entered = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        best.atCall = () -> {
            entered.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        LoadedWeights stuck = weights(3);
        CompletableFuture<Float> call = CompletableFuture.supplyAsync(() -> run(stuck, 2));
        entered.await();
        best.atCall = () -> { };
        LoadedWeights waits = weights(5);
        Runnable stalled = workbench.stalled;
        CompletableFuture<Float> waiting = CompletableFuture.supplyAsync(() -> run(waits, 2));
        stalled.run();
        stuck.close();
        assertEquals(10, waiting.join());
        assertEquals(List.of(), best.closed, "nothing is closed under a thread");
        release.countDown();
        assertEquals(6, call.join());
        assertEquals(List.of(3f), best.closed);
        waits.close();
        assertTrue(new HashSet<>(best.threads).size() > 1);
    }

    @Test
    void aFileStaysOpenWhileItIsCompiled() throws Exception {
        var entered = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        best.atCompile = () -> {
            entered.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return null;
        };
        LoadedWeights weights = weights(3);
        CompletableFuture<Float> call = CompletableFuture.supplyAsync(() -> run(weights, 2));
        entered.await();
        weights.close();
        assertEquals(1, workbench.open, "nothing is closed under an engine");
        release.countDown();
        assertEquals(6, call.join());
    }

    @Test
    void whatWasGivenBackRunsNoMore() throws IOException {
        LoadedWeights weights = weights(3);
        weights.close();
        weights.close();
        assertThrows(IllegalStateException.class, () -> run(weights, 1));
    }
}
