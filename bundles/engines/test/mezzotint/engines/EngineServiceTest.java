package mezzotint.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
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
import mezzotint.backend.Engines.Held;
import mezzotint.backend.LoadedWeights;
import mezzotint.fault.Fault;
import mezzotint.graph.Graph;
import mezzotint.graph.Op;
import mezzotint.graph.Revision;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineServiceTest {

    private static final Plugins.User USER = () -> "a test";

    @TempDir
    private Path root;

    private final TestEngine best = new TestEngine("best", "gpu", "cpu");
    private final TestEngine next = new TestEngine("next", "cpu");
    private final Workbench workbench = new Workbench(best, new TestEngine("absent"), next);
    private EngineService engines;

    @BeforeEach
    void open() throws IOException {
        machine(1 << 20);
        engines = engines(Long.MAX_VALUE);
    }

    @AfterEach
    void close() {
        engines.close();
        assertEquals(List.of(0, 0), List.of(workbench.leases, workbench.open), "leases and files that were not given back");
    }

    private void machine(long kilobytes) throws IOException {
        Files.writeString(Files.createDirectories(root.resolve("proc")).resolve("meminfo"), "MemAvailable: " + kilobytes + " kB\n");
    }

    private EngineService engines(long budget) {
        return new EngineService(workbench, workbench, new MachineMemory(root), Optional.of(budget), Optional.empty());
    }

    private LoadedWeights weights(float number, Choice... on) throws IOException {
        return engines.open(Workbench.file(root, "w" + number, number), Map.of(), List.of(on), USER);
    }

    private static float run(LoadedWeights weights, float x) {
        return weights.program(Workbench.network()).run(Map.of("x", Tensor.of(new float[] {x}, 1, 1))).get("y").toArray()[0];
    }

    private List<Float> held() {
        return engines.held().stream().map(held -> Float.parseFloat(held.path().getFileName().toString().substring(1))).toList();
    }

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

    @Test
    void whatIsInUseStaysAndOfTheRestTheOldestMakesRoom() throws IOException {
        engines.close();
        engines = engines(3 * Workbench.BYTES);
        LoadedWeights used = weights(1);
        run(used, 1);
        for (float number : new float[] {2, 3, 2, 4}) {
            try (LoadedWeights each = weights(number)) {
                run(each, 1);
            }
        }
        assertEquals(List.of(1f, 2f, 4f), held().stream().sorted().toList(), "3 was used before 2");
        used.close();
        try (LoadedWeights each = weights(5); LoadedWeights more = weights(6)) {
            run(each, 1);
            run(more, 1);
            assertEquals(List.of(4f, 5f, 6f), held().stream().sorted().toList());
        }
    }

    @Test
    void moreThanTheBudgetMayBeInUse() throws IOException {
        engines.close();
        engines = engines(Workbench.BYTES);
        try (LoadedWeights one = weights(1); LoadedWeights two = weights(2)) {
            run(one, 1);
            run(two, 1);
            assertEquals(List.of(true, true), engines.held().stream().map(Held::inUse).toList());
        }
        try (LoadedWeights three = weights(3)) {
            run(three, 1);
        }
        assertEquals(List.of(3f), held());
    }

    @Test
    void whatADeviceHasNoMemoryForTakesThePlaceOfWhatItsEngineKeepsThere() throws IOException {
        try (LoadedWeights one = weights(1); LoadedWeights other = weights(2, Choice.of("next"))) {
            run(one, 1);
            run(other, 1);
        }
        best.memory = Workbench.BYTES - 1;
        try (LoadedWeights two = weights(3); LoadedWeights three = weights(4)) {
            run(two, 1);
            assertEquals(List.of(2f, 3f), held());
            run(three, 1);
            assertEquals(List.of(2f, 3f, 4f), held(), "what is in use stays, and the engine says itself what it cannot do");
        }
    }

    @Test
    void whatTheMachineHasNoMemoryForIsRefusedInWords() throws IOException {
        machine(0);
        try (LoadedWeights weights = weights(1)) {
            Problem problem = assertThrows(Problem.class, () -> run(weights, 1));
            assertEquals(Problem.Kind.TOO_LARGE, problem.kind());
            machine(1);
            assertEquals(1, run(weights, 1), "it may be tried again");
        }
    }

    @Test
    void whatNobodyUsesCountsAsFree() throws IOException {
        best.bytes = 1 << 30;
        long before = engines.free();
        try (LoadedWeights weights = weights(1)) {
            run(weights, 1);
            assertEquals(before, engines.free());
        }
        assertEquals(before + (1 << 30), engines.free());
        assertFalse(engines.held().get(0).inUse());
    }

    @Test
    void anEngineThatFailsIsFollowedByTheNextFromThatCallOn() throws IOException {
        var calls = new AtomicInteger();
        best.atCall = () -> {
            if (calls.incrementAndGet() == 5) {
                throw best.broken(Fault.Kind.THREW);
            }
        };
        try (LoadedWeights weights = weights(3)) {
            for (int i = 1; i <= 7; i++) {
                assertEquals(3 * i, run(weights, i));
            }
            assertEquals(List.of(5, 1, 1), List.of(calls.get(), best.compiled.size(), next.compiled.size()));
            assertEquals(List.of(new LoadedWeights.Placement("best", "gpu", ""),
                    new LoadedWeights.Placement("next", "cpu", "the backend best (org.example.best 1.0.0) broke")), weights.placements());
            assertEquals(List.of(3f), best.closed, "its program is not kept");
        }
    }

    @Test
    void oneThatCannotRunANodeIsFollowedToo() throws IOException {
        best.atCompile = () -> new Problem(Problem.Kind.UNSUPPORTED, "it has no LINEAR", "choose another");
        try (LoadedWeights weights = weights(3)) {
            assertEquals(6, run(weights, 2));
            assertEquals("it has no LINEAR", weights.placements().get(1).reason());
        }
    }

    @Test
    void whatIsNotTheEnginesFaultIsThrown() throws IOException {
        for (RuntimeException thrown : List.of(Problem.invalid("an input is missing", "give it"), best.broken(Fault.Kind.NUMBER))) {
            best.atCall = () -> {
                throw thrown;
            };
            try (LoadedWeights weights = weights(3)) {
                assertSame(thrown, assertThrows(Problem.class, () -> run(weights, 1)));
                assertEquals(1, weights.placements().size());
            }
        }
    }

    @Test
    void anEngineThatWasChosenIsTheOnlyOne() throws IOException {
        try (LoadedWeights weights = weights(3, Choice.of("next"))) {
            RuntimeException thrown = next.broken(Fault.Kind.THREW);
            next.atCall = () -> {
                throw thrown;
            };
            assertSame(thrown, assertThrows(Problem.class, () -> run(weights, 1)));
        }
        Problem problem = assertThrows(Problem.class, () -> weights(3, Choice.of("absent")));
        assertEquals(Problem.Kind.UNSUPPORTED, problem.kind());
        assertEquals("the chosen engine finds no device to run on", problem.getMessage());
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
