package mezzotint.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import mezzotint.backend.Engines.Held;
import mezzotint.backend.LoadedWeights;
import mezzotint.plugin.Choice;
import mezzotint.plugin.Problem;
import org.junit.jupiter.api.Test;

/** What is kept in the memory of devices, and what makes room. */
class EngineMemoryTest extends EngineTests {

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
}
