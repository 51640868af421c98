package mezzotint.claim.hedge;

import java.util.List;
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

/** What a text itself calls likely is no knowledge. "May" counts only where it says how something is built, for users may do many things. */
@Component
@Plugin(id = "hedge", label = "Hedges")
public final class HedgeClaims implements ClaimChecker {

    private static final Pattern HEDGE = Pattern.compile("\\b((?<!(?:more|less|most|least|un|as|how)[ -])likely(?! to\\b)|probably|presumably|possibly|perhaps|apparently|reportedly|allegedly|supposedly|seemingly"
            + "|(?:seems|appears|believed|thought|rumou?red|said) to (?:be|use|have|rely|employ|run)|(?:may|might|could) (?:be (?:using|based|due|built|derived)|use|employ|rely on|have been))\\b",
            Pattern.CASE_INSENSITIVE);
    /** Where a statement within a sentence ends. */
    private static final Pattern END = Pattern.compile("[,;:()]| - | – | — ");

    @Override
    public List<Finding> check(Capability capability, Passport passport, Catalog catalog) {
        var findings = new Findings(capability, passport, "hedge");
        for (String sentence : Sentences.of(capability)) {
            Matcher hedge = HEDGE.matcher(sentence);
            while (hedge.find()) {
                Matcher end = END.matcher(sentence);
                String text = sentence.substring(hedge.start(), end.find(hedge.end()) ? end.start() : sentence.length()).strip();
                findings.add(Claim.Kind.HEDGE, text, Claim.Status.SPECULATIVE, null, "the text itself says \"" + hedge.group() + "\"", List.of());
            }
        }
        return findings.list();
    }
}
