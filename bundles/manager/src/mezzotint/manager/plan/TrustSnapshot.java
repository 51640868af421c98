package mezzotint.manager.plan;

import java.util.List;
import mezzotint.trust.Trust;

/**
 * What a plan depends on besides the wish. If it is another one now, the plan must be made again.
 *
 * @param changes of plugins so far
 */
public record TrustSnapshot(long changes, Trust.Mode mode, List<Trust.Publisher> publishers, List<Trust.Revocation> revocations) {

    public static TrustSnapshot of(long changes, Trust trust) {
        return new TrustSnapshot(changes, trust.mode(), trust.publishers(), trust.revocations());
    }
}
