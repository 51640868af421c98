package mezzotint.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MentionTest {

    private static final List<String> NAMES = List.of("ink", "ink-wash", "v2", "<star>");

    private static List<String> names(String text) {
        return Mention.in(text, NAMES).stream().map(Mention::name).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ink", "a cat, INK.", "(ink)", "ink2", "2ink", "ink's", "my_ink_style", "\u3000ink\n", "\ud83d\ude00ink"})
    void standsAsAWord(String text) {
        assertEquals(List.of("ink"), names(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "inkwell", "drink", "\u00e9ink", "in k", "<star>>", "dev2", "\ud835\udc1aink"})
    void isNoPartOfAWord(String text) {
        assertEquals(List.of(), names(text));
    }

    @Test
    void theLongestCounts() {
        assertEquals(List.of(new Mention("ink-wash", 2, 10), new Mention("ink", 11, 14), new Mention("v2", 15, 17)), Mention.in("a Ink-Wash ink v2", NAMES));
        assertEquals(List.of("ink"), names("ink-washes"));
        assertEquals(List.of("ink", "<star>"), names("ink<star>"));
        assertEquals(List.of(), Mention.in("   ", List.of(" ", "")));
    }

    @Test
    @Timeout(60)
    void takesTimeInProportionToTheText() {
        assertTrue(Mention.in("ink-was ".repeat(50_000), NAMES).size() == 50_000);
    }
}
