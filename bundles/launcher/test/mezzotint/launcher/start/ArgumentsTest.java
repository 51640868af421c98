package mezzotint.launcher.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    private static final List<String> KNOWN = List.of("seed", "cfg", "negative", "port");

    @Test
    void options_and_words_in_any_order() {
        Arguments a = Arguments.parse(List.of("--seed", "-1", "a cat", "--cfg=7.5", "--negative=--ugly", "--", "--more"), KNOWN);
        assertEquals(List.of("a cat", "--more"), a.words());
        assertEquals(-1, a.whole("seed"));
        assertEquals(7.5, a.number("cfg"));
        assertEquals("--ugly", a.options().get("negative"));
    }

    @Test
    void seeds_have_64_bits() {
        assertEquals(-1, Arguments.parse(List.of("--seed", "18446744073709551615"), KNOWN).whole("seed"));
        assertEquals(Long.MIN_VALUE, Arguments.parse(List.of("--seed", "9223372036854775808"), KNOWN).whole("seed"));
    }

    @Test
    void mistakes_are_named() {
        assertEquals("there is no option --sede; --help lists the options", failure("--sede", "1"));
        assertEquals("--seed needs a value; --help lists the options", failure("--seed"));
        assertEquals("--seed needs a value; --help lists the options", failure("--seed", "--cfg", "1"));
        assertEquals("--seed is given twice; give it once", failure("--seed", "1", "--seed", "2"));
        assertTrue(failure("-x").startsWith("there is no option -x"));
    }

    @Test
    void values_are_numbers() {
        Arguments a = Arguments.parse(List.of("--seed", "1.5", "--cfg", "NaN", "--port", "70000"), KNOWN);
        assertEquals("--seed is 1.5; give a whole number", assertThrows(CommandFailure.class, () -> a.whole("seed")).getMessage());
        assertEquals("--cfg is NaN; give a number", assertThrows(CommandFailure.class, () -> a.number("cfg")).getMessage());
        assertEquals("--port is 70000; give a number from 0 to 65535", assertThrows(CommandFailure.class, a::port).getMessage());
    }

    @Test
    void a_flag_takes_nothing() {
        Arguments a = Arguments.parse(List.of("--yes", "mine.jar", "--port", "80"), List.of("port"), List.of("yes"));
        assertEquals(List.of("mine.jar"), a.words());
        assertEquals("80", a.options().get("port"));
        assertTrue(a.options().containsKey("yes"));
    }

    private static String failure(String... args) {
        return assertThrows(CommandFailure.class, () -> Arguments.parse(List.of(args), KNOWN)).getMessage();
    }
}
