package mezzotint.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ParametersTest {

    public enum Kind { LINEAR, LOG_LINEAR }

    public record All(
            @Param(label = "Whole", min = 1, max = 9) int whole,
            @Param(label = "Least", min = 0.5) double least,
            @Param(label = "Most", max = 64) double most,
            long seed, int any, boolean flag, String text, Kind kind) {

        public All() {
            this(3, 1, 2, -1, 0, false, "a", Kind.LINEAR);
        }
    }

    public record Even(int value) {

        public Even() {
            this(2);
        }

        public Even {
            if (value % 2 != 0) {
                throw new IllegalArgumentException(value + " is odd");
            }
        }
    }

    record Hidden(int value) {}

    private static final class Plain implements Supplier<Even>, Hook<All> {
        @Override
        public Even get() {
            return new Even();
        }
    }

    private static All read(String name, Object value) {
        var values = new HashMap<String, Object>();
        values.put(name, value);
        return Parameters.read(All.class, values);
    }

    private static void wrong(String name, Object value, String message, String advice) {
        Problem problem = assertThrows(Problem.class, () -> read(name, value));
        assertEquals(Problem.Kind.INVALID, problem.kind());
        assertEquals(message, problem.getMessage());
        assertEquals(advice, problem.advice());
    }

    @Test
    void whatIsNotSetKeepsItsDefault() {
        assertEquals(new All(), Parameters.read(All.class, Map.of()));
        assertEquals(new All(4, 1, 2, -1, 0, true, "b", Kind.LINEAR),
                Parameters.read(All.class, Map.of("whole", 4, "flag", true, "text", "b")));
    }

    @Test
    void theTypeIsThatOfTheHook() {
        assertSame(All.class, Parameters.type(new Plain()));
        assertSame(None.class, Parameters.type(new Object()));
        assertEquals(4, Parameters.of(new Plain(), Map.of("whole", 4)).whole());
    }

    @Test
    void unknownNamesAreToldWithTheKnown() {
        wrong("hole", 1, "no parameter is called hole", "choose among [whole, least, most, seed, any, flag, text, kind]");
        Problem problem = assertThrows(Problem.class, () -> Parameters.read(None.class, Map.of("x", 1)));
        assertEquals("leave it out: there are none to set", problem.advice());
    }

    @Test
    void rangesAreToldAsTheyAre() {
        assertEquals(9, read("whole", 9).whole());
        wrong("whole", 10, "whole is 10", "give a value from 1 to 9");
        wrong("whole", 0, "whole is 0", "give a value from 1 to 9");
        wrong("least", 0.25, "least is 0.25", "give at least 0.5");
        wrong("most", 65, "most is 65", "give at most 64");
        wrong("least", Double.NaN, "least is NaN", "give a number");
    }

    @Test
    void wholeNumbersAreWhole() {
        assertEquals(4, read("whole", 4.0).whole());
        wrong("whole", 3.5, "whole is 3.5", "give a whole number");
        wrong("seed", 0.1, "seed is 0.1", "give a whole number");
    }

    @Test
    void wholeNumbersAreNotWrapped() {
        assertEquals(Integer.MIN_VALUE, read("any", Integer.MIN_VALUE).any());
        assertEquals(Long.MAX_VALUE, read("seed", Long.MAX_VALUE).seed());
        assertEquals((1L << 53) + 1, read("seed", (1L << 53) + 1).seed());
        wrong("any", 3_000_000_000L, "any is 3000000000", "give a whole number of at most 31 bits");
        wrong("any", Double.POSITIVE_INFINITY, "any is Infinity", "give a whole number of at most 31 bits");
        wrong("seed", BigInteger.TWO.pow(64), "seed is 18446744073709551616", "give a whole number of at most 63 bits");
        wrong("seed", 1e30, "seed is 1.0E30", "give a whole number of at most 63 bits");
    }

    @Test
    void typesAreNotMixed() {
        wrong("whole", "4", "whole is 4", "give a number");
        wrong("whole", true, "whole is true", "give a number");
        wrong("flag", 1, "flag is 1", "give true or false");
        wrong("text", 1, "text is 1", "give a text");
        wrong("text", null, "text is null", "give a text");
        wrong("least", null, "least is null", "give a number");
    }

    @Test
    void choicesAreReadInAnySpelling() {
        assertEquals(Kind.LOG_LINEAR, read("kind", "Log-linear").kind());
        assertEquals(Kind.LOG_LINEAR, read("kind", Kind.LOG_LINEAR).kind());
        wrong("kind", "cubic", "kind is cubic", "choose among [linear, log_linear]");
        wrong("kind", 1, "kind is 1", "choose among [linear, log_linear]");
    }

    @Test
    void adviceDoesNotDependOnTheLanguageOfTheMachine() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale("tr"));
            wrong("kind", "cubic", "kind is cubic", "choose among [linear, log_linear]");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void whatTheRecordItselfRefusesIsPassedOn() {
        var e = assertThrows(IllegalArgumentException.class, () -> Parameters.read(Even.class, Map.of("value", 3)));
        assertEquals("3 is odd", e.getMessage());
    }

    @Test
    void recordsWithoutDefaultsAreToldToTheirAuthor() {
        var e = assertThrows(IllegalStateException.class, () -> Parameters.defaults(Hidden.class));
        assertEquals(Hidden.class.getName() + " must be public, with a public constructor without arguments", e.getMessage());
    }
}
