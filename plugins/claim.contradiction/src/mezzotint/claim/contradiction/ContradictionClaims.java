package mezzotint.claim.contradiction;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mezzotint.catalog.Capability;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Claim;
import mezzotint.catalog.ClaimChecker;
import mezzotint.catalog.Passport;
import mezzotint.libs.claims.Findings;
import mezzotint.libs.claims.Sentences;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** "No rate limiting" in one sentence of a capability, and rate limiting in another. What is denied of others, or is only one word, is let pass. */
@Component
@Plugin(id = "contradiction", label = "Contradictions")
public final class ContradictionClaims implements ClaimChecker {

    private static final String WORD = "[a-z][a-z0-9-]{2,40}";
    private static final Pattern DENIAL = Pattern.compile("\\b(?:no|without(?: any)?|lacks(?: any)?|does not (?:have|support|offer|include)(?: any)?|has no|never) (" + WORD + " " + WORD + ")", Pattern.CASE_INSENSITIVE);
    /** Before a phrase: it is denied there too, or said of others. */
    private static final Pattern DENIED = Pattern.compile("(?i).*(?:\\b(?:no|not|never|without|lacks?|lacking|instead of|rather than|eliminat\\w+|avoid\\w*|remov\\w+|prevent\\w*|replac\\w+|free of|unlike|than|less|reduc\\w+|bypass\\w*|disabl\\w+|optional)|n't)(?:\\W+\\w+){0,3}\\W*");
    /** Before a denial: it is of others. */
    private static final Pattern OTHERS = Pattern.compile("(?i).*\\b(?:unlike|whereas|compared (?:to|with)|competitors?|alternatives?|others?|which (?:has|have|offers?|supports?)|that (?:has|have|offers?|supports?))\\b[^,;]*");
    /** First words of a phrase that deny a manner, and no thing. */
    private static final Pattern MANNER = Pattern.compile("(?:the|a|an|more|less|longer|single|separate|additional|extra|further|need|requiring|code|external|any|loss|losing|significant|much|having|using|other|such) .*|.* (?:and|or|with|for|from|in|on|to|of|by|at|is|are|as|that|than|the|a|needed|required)");

    @Override
    public List<Finding> check(Capability capability, Passport passport, Catalog catalog) {
        var findings = new Findings(capability, passport, "contradiction");
        List<String> sentences = Sentences.of(capability);
        for (String sentence : sentences) {
            Matcher denial = DENIAL.matcher(sentence);
            while (denial.find()) {
                String phrase = denial.group(1).toLowerCase(Locale.ROOT);
                if (MANNER.matcher(phrase).matches() || OTHERS.matcher(sentence.substring(0, denial.start())).matches()) {
                    continue;
                }
                asserted(phrase, sentences).ifPresent(other -> findings.add(Claim.Kind.CONTRADICTION, denial.group(), Claim.Status.CONTRADICTORY,
                        "\"" + denial.group() + "\" against \"" + other + "\"", "the same text says both", List.of()));
            }
        }
        return findings.list();
    }

    /** Where the phrase stands as something that there is, with some words around it. */
    private static Optional<String> asserted(String phrase, List<String> sentences) {
        Pattern pattern = Pattern.compile("\\b" + Pattern.quote(phrase) + "\\b", Pattern.CASE_INSENSITIVE);
        for (String sentence : sentences) {
            Matcher place = pattern.matcher(sentence);
            while (place.find()) {
                if (!DENIED.matcher(sentence.substring(0, place.start())).matches()) {
                    int from = sentence.lastIndexOf(' ', Math.max(0, place.start() - 20)) + 1;
                    return Optional.of(sentence.substring(from, place.end()));
                }
            }
        }
        return Optional.empty();
    }
}
