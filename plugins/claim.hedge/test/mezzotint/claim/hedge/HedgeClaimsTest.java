package mezzotint.claim.hedge;

import java.util.Set;
import mezzotint.catalog.Claim;
import mezzotint.testkit.ClaimCheckerChecks;

class HedgeClaimsTest implements ClaimCheckerChecks {

    @Override
    public HedgeClaims checker() {
        return new HedgeClaims();
    }

    @Override
    public Set<Claim.Kind> kinds() {
        return Set.of(Claim.Kind.HEDGE);
    }
}
