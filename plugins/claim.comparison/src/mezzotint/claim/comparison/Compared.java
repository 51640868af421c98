package mezzotint.claim.comparison;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mezzotint.catalog.Passport;
import mezzotint.libs.claims.Mentions;
import mezzotint.libs.claims.Quantity;

/**
 * What something is compared with.
 *
 * @param other null if the catalog does not know it
 * @param stated the number in brackets behind its name, as in "GPT-4o (128K)"; null if there is none
 * @param end where the words for it end in the sentence
 */
record Compared(Passport other, BigDecimal stated, int end) {

    private static final Pattern NAME = Pattern.compile("[^,;()]{1,60}?(?=\\s*\\(| and | at | with | while | through |[,;]|\\.(?: |$)|$)");
    private static final Pattern BRACKETS = Pattern.compile("\\s*\\(" + Quantity.PATTERN + "(?: tokens?)?\\)");

    static Compared at(String sentence, int start, Mentions mentions) {
        Matcher name = NAME.matcher(sentence).region(start, sentence.length());
        int end = name.lookingAt() ? name.end() : sentence.length();
        Map<String, Passport> named = mentions.in(sentence.substring(start, end));
        Matcher brackets = BRACKETS.matcher(sentence).region(end, sentence.length());
        boolean stated = brackets.lookingAt();
        return new Compared(named.values().stream().findFirst().orElse(null), stated ? Quantity.of(brackets.group(1), brackets.group(2)) : null, stated ? brackets.end() : end);
    }

    Optional<BigDecimal> number(String key) {
        return Optional.ofNullable(other).flatMap(o -> o.number(key)).or(() -> Optional.ofNullable(stated));
    }
}
