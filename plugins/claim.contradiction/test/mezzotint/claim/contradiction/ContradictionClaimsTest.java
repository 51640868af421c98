package mezzotint.claim.contradiction;

import java.util.Set;
import mezzotint.catalog.Claim;
import mezzotint.testkit.ClaimCheckerChecks;

class ContradictionClaimsTest implements ClaimCheckerChecks {

    @Override
    public ContradictionClaims checker() {
        return new ContradictionClaims();
    }

    @Override
    public Set<Claim.Kind> kinds() {
        return Set.of(Claim.Kind.CONTRADICTION);
    }
}
