package mezzotint.jobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepLogFileTest {

    @TempDir
    Path folder;

    private final List<String> notes = new ArrayList<>();

    /** A walk whose calls ask for 0, 1, 2... and are answered with ten times that; returns how many were recalled. */
    private int walk(Path file, String makers, int calls) {
        try (var stepLog = new StepLogFile(file, notes::add)) {
            stepLog.open(makers);
            for (int i = 0; i < calls; i++) {
                Tensor x = latent(i);
                Optional<Tensor> known = stepLog.recall(x, 10 - i);
                if (known.isPresent()) {
                    assertArrayEquals(latent(10 * i).toArray(), known.get().toArray());
                } else {
                    stepLog.add(x, 10 - i, latent(10 * i));
                }
            }
            return stepLog.recalled();
        }
    }

    private static Tensor latent(float value) {
        return Tensor.of(new float[] {value, -0.0f, Float.MIN_VALUE, 1 / 3f}, 1, 1, 2, 2);
    }

    @Test
    void answersWhatWasAskedBeforeAndGoesOn() {
        Path file = folder.resolve("a");
        assertEquals(0, walk(file, "m", 3));
        assertEquals(3, walk(file, "m", 5));
        assertEquals(5, walk(file, "m", 5));
        assertEquals(List.of(), notes);
    }

    @Test
    void aTornAnswerIsAskedForAgain() throws IOException {
        Path file = folder.resolve("a");
        walk(file, "m", 3);
        byte[] whole = Files.readAllBytes(file);
        for (int size = 0; size < whole.length; size++) {
            Files.write(file, Arrays.copyOf(whole, size));
            walk(file, "m", 3);
            assertArrayEquals(whole, Files.readAllBytes(file), "torn at " + size);
        }
    }

    @Test
    void otherMakersStartOverAndItIsSaid() {
        Path file = folder.resolve("a");
        walk(file, "euler 1.0.0", 3);
        assertEquals(0, walk(file, "euler 1.0.1", 3));
        assertTrue(notes.get(0).contains("started over"), notes.toString());
        assertEquals(3, walk(file, "euler 1.0.1", 3));
    }

    @Test
    void anotherQuestionDropsTheRestAndItIsSaid() {
        Path file = folder.resolve("a");
        walk(file, "m", 5);
        try (var stepLog = new StepLogFile(file, notes::add)) {
            stepLog.open("m");
            assertTrue(stepLog.recall(latent(0), 10).isPresent());
            assertTrue(stepLog.recall(latent(1), 9.5).isEmpty(), "another level");
            stepLog.add(latent(1), 9.5, latent(7));
            assertTrue(stepLog.recall(latent(2), 8).isEmpty(), "the rest does not follow any more");
        }
        assertTrue(notes.get(0).contains("after 1 calls"), notes.toString());
        assertEquals(1, notes.size());
    }
}
