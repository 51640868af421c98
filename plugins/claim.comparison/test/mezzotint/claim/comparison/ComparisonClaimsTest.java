package mezzotint.claim.comparison;

import java.util.Set;
import mezzotint.catalog.Claim;
import mezzotint.testkit.ClaimCheckerChecks;

class ComparisonClaimsTest implements ClaimCheckerChecks {

    @Override
    public ComparisonClaims checker() {
        return new ComparisonClaims();
    }

    @Override
    public Set<Claim.Kind> kinds() {
        return Set.of(Claim.Kind.COMPARISON, Claim.Kind.SUPERLATIVE);
    }
}
