package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import mezzotint.catalog.Claim;
import mezzotint.catalog.ClaimChecker;
import mezzotint.plugin.Hook;
import org.junit.jupiter.api.Test;

/** What holds for the checkers of claims that ship: they agree with what was labelled by hand. */
public interface ClaimCheckerChecks extends PluginContract {

    double PRECISION = .95;
    double RECALL = .9;

    ClaimChecker checker();

    /** The kinds of claims that it looks for. */
    Set<Claim.Kind> kinds();

    @Override
    default Hook<?> plugin() {
        return checker();
    }

    @Test
    default void agreesWithTheLabels() throws IOException {
        var labels = new LabelledClaims();
        LabelledClaims.Result result = labels.check(checker(), kinds());
        System.out.printf("claims of %s: %d right, %d wrong, %d missed of %d%n", kinds(), result.right(), result.wrong().size(), result.missed().size(), labels.count(kinds()));
        assertTrue(result.precision() >= PRECISION, () -> "wrong:\n" + String.join("\n", result.wrong()));
        assertTrue(result.recall() >= RECALL, () -> "missed:\n" + String.join("\n", result.missed()));
    }

    @Test
    default void quotesTheTextAndNumbersItsClaims() throws IOException {
        String text = "Cheaper than GPT-4o. It likely has a 1M context window, uses modules/a.py and function calling, no rate limiting and rate limiting, and was released in April 2025.";
        for (String artifact : List.of("openai/gpt-4.1-mini", "vladmandic/sdnext")) {
            List<ClaimChecker.Finding> found = new LabelledClaims().find(checker(), artifact, text);
            assertEquals(found.size(), found.stream().map(f -> f.claim().id()).distinct().count());
            found.forEach(f -> assertTrue(text.contains(f.claim().text()), f.claim().text()));
            found.forEach(f -> assertTrue(f.evidence().stream().allMatch(e -> e.subject().equals(f.claim().id()))));
        }
    }

    /** Texts are those of strangers: whatever they hold, they are read in time. */
    @Test
    default void readsWhatStrangersWrite() throws IOException {
        var labels = new LabelledClaims();
        for (String part : List.of("a/", "more flexible ", "9", "no a ", "1,", "than ", "GPT ", "( ", "likely ", "% ", "modules/a.py ", "\u0000", "🙂", "reduces x by ", "released ")) {
            labels.find(checker(), "openai/gpt-4.1-mini", part.repeat(4000 / part.length()));
            labels.find(checker(), "vladmandic/sdnext", part.repeat(4000 / part.length()));
        }
    }
}
