package template.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mezzotint.catalog.Capability;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Claim;
import mezzotint.catalog.ClaimChecker;
import mezzotint.catalog.Passport;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** Finds words of which no number can be proof: they are left open. */
@Component
@Plugin(id = "example", label = "Example")
public final class Example implements ClaimChecker {

    private static final Pattern WORDS = Pattern.compile("\\b(best|fastest|unmatched|revolutionary)\\b", Pattern.CASE_INSENSITIVE);

    @Override
    public List<Finding> check(Capability capability, Passport passport, Catalog catalog) {
        var found = new ArrayList<Finding>();
        Stream.of(capability.description(), capability.unique(), capability.versus()).filter(text -> text != null)
                .flatMap(text -> WORDS.matcher(text).results()).map(MatchResult::group)
                .forEach(word -> found.add(new Finding(new Claim(capability.id() + "#example" + found.size(), capability.id(), word, Claim.Kind.SUPERLATIVE, Claim.Status.OPEN,
                        null, "no number says so", passport.asOf(), "example", capability.source()), List.of())));
        return found;
    }
}
