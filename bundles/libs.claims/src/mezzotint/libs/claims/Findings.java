package mezzotint.libs.claims;

import java.util.ArrayList;
import java.util.List;
import mezzotint.catalog.Capability;
import mezzotint.catalog.Claim;
import mezzotint.catalog.ClaimChecker;
import mezzotint.catalog.Evidence;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Price;

/** Gathers what a checker finds in one capability, and numbers it. Not for several threads. */
public final class Findings {

    /** What a claim is held against: a place in a source, and what stands there. */
    public record Proof(String source, String locator, String value, Evidence.Verdict verdict) {

        public static Proof of(Fact fact, Evidence.Verdict verdict) {
            return new Proof(fact.source(), fact.artifact() + "." + fact.key(), fact.value(), verdict);
        }

        public static Proof of(Price price, Evidence.Verdict verdict) {
            return new Proof(price.source(), price.artifact() + "." + price.meter(), Quantity.plain(price.amount()), verdict);
        }
    }

    private final Capability capability;
    private final Passport passport;
    private final String checker;
    private final List<ClaimChecker.Finding> all = new ArrayList<>();

    public Findings(Capability capability, Passport passport, String checker) {
        this.capability = capability;
        this.passport = passport;
        this.checker = checker;
    }

    /**
     * Adds a claim; one with the same words, or that the same arithmetic or file decides, is added once: who says a thing twice is not right or wrong twice.
     *
     * @param text words of one of the capability's texts
     * @param computed the arithmetic or the file that decides; null if there is none
     * @param why a sentence; null where that says it all
     * @param proofs what it was held against; none for a claim that stays open
     */
    public void add(Claim.Kind kind, String text, Claim.Status status, String computed, String why, List<Proof> proofs) {
        if (all.stream().map(ClaimChecker.Finding::claim).anyMatch(c -> c.kind() == kind && (c.text().equals(text) || computed != null && computed.equals(c.computed())))) {
            return;
        }
        String id = capability.id() + "#" + checker + "-" + all.size();
        String source = proofs.stream().map(Proof::source).findFirst().orElse(capability.source());
        var claim = new Claim(id, capability.id(), text, kind, status, computed, why, passport.asOf(), checker, source);
        all.add(new ClaimChecker.Finding(claim, proofs.stream().map(p -> new Evidence(id, p.source(), p.locator(), p.value(), p.verdict())).toList()));
    }

    public List<ClaimChecker.Finding> list() {
        return List.copyOf(all);
    }
}
