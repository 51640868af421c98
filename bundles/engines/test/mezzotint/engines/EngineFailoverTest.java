package mezzotint.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mezzotint.backend.LoadedWeights;
import mezzotint.fault.Fault;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.Test;

/** Which engine follows one that fails. */
class EngineFailoverTest extends EngineTests {

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
}
