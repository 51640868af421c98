package mezzotint.claim.number;

import java.util.Set;
import mezzotint.catalog.Claim;
import mezzotint.testkit.ClaimCheckerChecks;

class NumberClaimsTest implements ClaimCheckerChecks {

    @Override
    public NumberClaims checker() {
        return new NumberClaims();
    }

    @Override
    public Set<Claim.Kind> kinds() {
        return Set.of(Claim.Kind.NUMBER, Claim.Kind.BENCHMARK);
    }
}
