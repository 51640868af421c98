package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mezzotint.catalog.Capability;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Claim;
import mezzotint.catalog.ClaimChecker;
import mezzotint.catalog.Passport;
import mezzotint.plugin.Hook;
import org.junit.jupiter.api.Test;

/** What holds for every checker of claims. */
public interface ClaimCheckerContract extends PluginContract {

    ClaimChecker checker();

    /** An artifact with a capability that holds a claim of its kind. */
    Passport subject();

    /** Where it finds other artifacts; null if it needs none. */
    default Catalog catalog() {
        return null;
    }

    @Override
    default Hook<?> plugin() {
        return checker();
    }

    @Test
    default void quotesTheTextThatItChecks() {
        Capability capability = subject().capabilities().get(0);
        List<ClaimChecker.Finding> found = checker().check(capability, subject(), catalog());
        assertTrue(!found.isEmpty(), "no claim is found");
        String text = capability.description() + "\n" + capability.unique() + "\n" + capability.versus();
        for (ClaimChecker.Finding finding : found) {
            Claim claim = finding.claim();
            assertTrue(text.contains(claim.text()), claim.text() + " does not stand there");
            assertEquals(capability.id(), claim.capability());
            assertTrue(finding.evidence().stream().allMatch(e -> e.subject().equals(claim.id())), "evidence is for another claim");
        }
    }

    @Test
    default void findsNothingInNothing() {
        Capability full = subject().capabilities().get(0);
        var empty = new Capability(full.id(), full.artifact(), 0, "nothing", null, null, null, null, null, full.nameSource(), full.source());
        assertEquals(List.of(), checker().check(empty, subject(), catalog()));
    }
}
