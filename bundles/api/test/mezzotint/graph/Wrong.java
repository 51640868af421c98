package mezzotint.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mezzotint.plugin.Problem;
import org.junit.jupiter.api.function.Executable;

/** What the tests of this package expect of a complaint: its kind, and words that must stand in it. */
final class Wrong {

    private Wrong() {}

    static void names(Executable what, String... words) {
        Problem problem = assertThrows(Problem.class, what);
        assertEquals(Problem.Kind.INVALID, problem.kind());
        for (String word : words) {
            assertTrue(problem.getMessage().contains(word), () -> word + " is missing in: " + problem.getMessage());
        }
        assertFalse(problem.getMessage().contains("null"), problem.getMessage());
        assertFalse(problem.advice().isBlank());
    }
}
