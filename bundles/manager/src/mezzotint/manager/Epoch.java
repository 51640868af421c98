package mezzotint.manager;

import java.util.List;
import mezzotint.trust.Trust;

/**
 * What a plan rests on besides the wish: when it is another one, the plan may not hold any more.
 *
 * @param changes of plugins so far
 */
record Epoch(long changes, Trust.Mode mode, List<Trust.Publisher> publishers, List<Trust.Revocation> revocations) {

    static Epoch of(long changes, Trust trust) {
        return new Epoch(changes, trust.mode(), trust.publishers(), trust.revocations());
    }
}
