package mezzotint.claim.date;

import java.util.Set;
import mezzotint.catalog.Claim;
import mezzotint.testkit.ClaimCheckerChecks;

class DateClaimsTest implements ClaimCheckerChecks {

    @Override
    public DateClaims checker() {
        return new DateClaims();
    }

    @Override
    public Set<Claim.Kind> kinds() {
        return Set.of(Claim.Kind.DATE);
    }
}
