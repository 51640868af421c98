package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Parameters;
import mezzotint.plugin.Problem;
import mezzotint.text.Prompt;
import mezzotint.text.PromptParser;
import mezzotint.text.PromptSchedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds for every notation of prompts. */
public interface PromptParserContract<P extends Record> extends PluginContract {

    /** What people type, and what no notation expects. */
    List<String> TEXTS = List.of("", " ", "a cat", "(", ")", "((((a))", "[a:b:", "(a:)", "(a:1e999)", "a:::b", "{a|b", "<lora:x:0.8>", "__a__",
            "\\", "\\(a\\)", "a\0b", "\ud83d", "\u732b++", "a+".repeat(2000), "BREAK BREAK", "+++", "a\nb\tc", "(".repeat(2000));

    int CALLS = 20;

    PromptParser<P> parser();

    @Override
    default Hook<?> plugin() {
        return parser();
    }

    @Test
    default void readsWhateverIsTypedOrRefusesIt() {
        TEXTS.forEach(this::assertReadsOrRefuses);
    }

    /** A parser whose time or stack grows faster than the text does not come to an end with these. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    default void comesToAnEndWithLongTexts() {
        for (String sign : List.of("a", " ", "(", "[", "(a", "[a|", "<a:", ":1", "\\", "AND ", "BREAK ", "&amp;", "{", "__", "\u732b")) {
            assertReadsOrRefuses(sign.repeat(1_000_000 / sign.length()));
        }
        for (String pair : List.of("()", "[]", "<>", "{}")) {
            assertReadsOrRefuses(pair.substring(0, 1).repeat(500_000) + pair.substring(1).repeat(500_000));
        }
    }

    private void assertReadsOrRefuses(String text) {
        String shown = text.substring(0, Math.min(40, text.length()));
        try {
            PromptSchedule schedule = parse(text, true);
            assertFalse(schedule.parts().isEmpty(), () -> "no prompt for " + shown);
            schedule.parts().forEach(part -> check(part, shown));
            PromptSchedule unwanted = parse(text, false);
            assertTrue(unwanted.parts().size() == 1 && unwanted.parts().get(0).weight() == 1, () -> "several prompts, or a weight, for the unwanted " + shown);
        } catch (Problem e) {
            assertTrue(List.of(Problem.Kind.INVALID, Problem.Kind.UNSUPPORTED).contains(e.kind()), () -> "of kind " + e.kind() + " for " + shown);
            assertFalse(e.advice().isEmpty(), () -> "no advice for " + shown);
        }
    }

    private static void check(PromptSchedule.Part weighted, String text) {
        assertTrue(Math.abs(weighted.weight()) <= Prompt.MOST_WEIGHT, () -> "a weight of " + weighted.weight() + " for " + text);
        assertFalse(weighted.scenes().isEmpty(), () -> "no scene for " + text);
        List<Integer> ends = weighted.scenes().stream().map(PromptSchedule.Scene::until).toList();
        assertEquals(ends.stream().sorted().distinct().toList(), ends, () -> "scenes in another order than that of their ends for " + text);
        weighted.scenes().forEach(scene -> {
            assertFalse(scene.prompt().sections().isEmpty(), () -> "no section for " + text);
            scene.prompt().sections().forEach(section -> {
                assertFalse(section.isEmpty(), () -> "an empty section for " + text);
                section.forEach(part -> check(part, text));
            });
        });
    }

    private static void check(Prompt.Part part, String text) {
        assertNotNull(part.text());
        assertTrue(Math.abs(part.weight()) <= Prompt.MOST_WEIGHT, () -> "a weight of " + part.weight() + " for " + text);
    }

    @Test
    default void leavesPlainWordsAsTheyAre() {
        String text = "a red apple on a table, oil painting";
        List<Prompt.Part> parts = parse(text, true).parts().get(0).scenes().get(0).prompt().sections().stream().flatMap(List::stream).toList();
        assertEquals(text, parts.stream().map(Prompt.Part::text).collect(Collectors.joining()));
        assertTrue(parts.stream().allMatch(part -> part.weight() == 1), "plain words have the weight 1");
        assertTrue(parse(text, true).parts().size() == 1 && parse(text, true).parts().get(0).scenes().size() == 1, "plain words do not change");
        assertEquals(List.of(), parse(text, true).extras());
    }

    private PromptSchedule parse(String text, boolean wanted) {
        PromptParser<P> parser = parser();
        return parser.parse(text, wanted, CALLS, Parameters.of(parser, Map.of()));
    }
}
