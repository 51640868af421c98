package mezzotint.claim.path;

import java.nio.file.Path;
import java.util.Set;
import mezzotint.catalog.Claim;
import mezzotint.testkit.ClaimCheckerChecks;

class PathClaimsTest implements ClaimCheckerChecks {

    @Override
    public PathClaims checker() {
        return new PathClaims(Path.of("target/home"));
    }

    @Override
    public Set<Claim.Kind> kinds() {
        return Set.of(Claim.Kind.PATH);
    }
}
