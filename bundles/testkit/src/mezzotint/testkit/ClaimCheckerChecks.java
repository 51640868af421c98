package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Claim;
import mezzotint.catalog.ClaimChecker;
import mezzotint.catalog.Passport;
import org.junit.jupiter.api.Test;

/** What holds for the checkers of claims that ship: they agree with what was labelled by hand. */
public interface ClaimCheckerChecks extends ClaimCheckerContract {

    double PRECISION = .95;
    double RECALL = .9;
    /** A claim of every kind. */
    String TEXT = "It has rate limiting. Cheaper than GPT-4o. It likely has a 1M context window, uses modules/a.py and function calling, no rate limiting, and was released in April 2025.";

    /** The kinds of claims that it looks for. */
    Set<Claim.Kind> kinds();

    @Override
    default Passport subject() {
        return labels().about(kinds().contains(Claim.Kind.PATH) ? "vladmandic/sdnext" : "openai/gpt-4.1-mini", TEXT);
    }

    @Override
    default Catalog catalog() {
        return labels().catalog();
    }

    private static LabelledClaims labels() {
        try {
            return new LabelledClaims();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    default void agreesWithTheLabels() {
        LabelledClaims labels = labels();
        LabelledClaims.Result result = labels.check(checker(), kinds());
        System.out.printf("claims of %s: %d right, %d wrong, %d missed of %d%n", kinds(), result.right(), result.wrong().size(), result.missed().size(), labels.count(kinds()));
        assertTrue(result.precision() >= PRECISION, () -> "wrong:\n" + String.join("\n", result.wrong()));
        assertTrue(result.recall() >= RECALL, () -> "missed:\n" + String.join("\n", result.missed()));
    }

    @Test
    default void numbersItsClaims() {
        List<ClaimChecker.Finding> found = labels().find(checker(), subject().artifact().id(), TEXT);
        assertEquals(found.size(), found.stream().map(f -> f.claim().id()).distinct().count());
    }

    /** Texts are those of strangers: whatever they hold, they are read in time. */
    @Test
    default void readsWhatStrangersWrite() {
        LabelledClaims labels = labels();
        for (String part : List.of("a/", "more flexible ", "9", "no a ", "1,", "than ", "GPT ", "( ", "likely ", "% ", "modules/a.py ", "\u0000", "🙂", "reduces x by ", "released ")) {
            labels.find(checker(), "openai/gpt-4.1-mini", part.repeat(4000 / part.length()));
            labels.find(checker(), "vladmandic/sdnext", part.repeat(4000 / part.length()));
        }
    }
}
