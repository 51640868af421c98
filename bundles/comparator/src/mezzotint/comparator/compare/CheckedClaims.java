package mezzotint.comparator.compare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mezzotint.catalog.Capability;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Claim;
import mezzotint.catalog.ClaimChecker;
import mezzotint.catalog.Evidence;
import mezzotint.catalog.Passport;
import mezzotint.comparator.likeness.Overlap;
import mezzotint.libs.search.Terms;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;

/**
 * The claims of an artifact: those that the installed checkers find now, and of those that people reviewed the ones that no checker found again.
 *
 * @param passport with these claims and their evidence
 * @param failed checkers that could not do their work, by their labels
 */
record CheckedClaims(Passport passport, List<String> failed) {

    /** So many terms of the shorter wording make two of one kind one claim. */
    private static final double SAME = .4;
    /** So many of all terms do whatever their kinds. */
    private static final double NEARLY = .6;

    static CheckedClaims of(Passport passport, Catalog catalog, Plugins plugins) {
        var findings = new ArrayList<ClaimChecker.Finding>();
        var failed = new ArrayList<String>();
        plugins.withAll(ClaimChecker.class, leases -> {
            for (Lease<ClaimChecker> lease : leases) {
                try {
                    for (Capability capability : passport.capabilities()) {
                        findings.addAll(lease.hook().check(capability, passport, catalog));
                    }
                } catch (Problem e) {
                    failed.add(lease.entry().label());
                }
            }
            return null;
        });
        findings.removeIf(finding -> !decides(finding.claim()) && passport.claims().stream().anyMatch(claim -> same(claim, finding.claim())));
        List<Claim> found = findings.stream().map(ClaimChecker.Finding::claim).toList();
        List<Claim> reviewed = passport.claims().stream().filter(claim -> found.stream().noneMatch(other -> same(claim, other))).toList();
        Set<String> kept = new HashSet<>(reviewed.stream().map(Claim::id).toList());
        passport.capabilities().forEach(capability -> kept.add(capability.id()));
        List<Evidence> evidence = Stream.concat(passport.evidence().stream().filter(e -> kept.contains(e.subject())), findings.stream().flatMap(f -> f.evidence().stream())).toList();
        return new CheckedClaims(passport.with(Stream.concat(found.stream(), reviewed.stream()).toList(), evidence), failed);
    }

    /** What a checker leaves open takes nothing from what a person found. */
    private static boolean decides(Claim claim) {
        return claim.status() != Claim.Status.OPEN;
    }

    private static boolean same(Claim a, Claim b) {
        if (!a.capability().equals(b.capability())) {
            return false;
        }
        Overlap terms = Overlap.of(Terms.of(a.text()), Terms.of(b.text()));
        return a.kind() == b.kind() ? terms.ofSmaller() >= SAME : terms.jaccard() >= NEARLY;
    }
}
