package mezzotint.claim.support;

import java.util.Set;
import mezzotint.catalog.Claim;
import mezzotint.testkit.ClaimCheckerChecks;

class SupportClaimsTest implements ClaimCheckerChecks {

    @Override
    public SupportClaims checker() {
        return new SupportClaims();
    }

    @Override
    public Set<Claim.Kind> kinds() {
        return Set.of(Claim.Kind.SUPPORT);
    }
}
