package mezzotint.manager;

import java.net.URI;
import java.util.Optional;
import mezzotint.plugin.Problem;
import mezzotint.trust.Trust;

/** Takes over what repositories say is not to be let in any more: {@code revoked.json} beside the index. */
record Revocations(Fetch fetch, Trust trust) {

    private static final int LARGEST = 1 << 20;

    /** @return why the list that is there does not count; empty if it does, or there is none */
    Optional<String> take(Source.Entry repository) {
        URI list = URI.create(repository.index()).resolve("revoked.json");
        try {
            trust.revoke(fetch.get(list, LARGEST), fetch.signature(list), "the repository " + repository.name());
            return Optional.empty();
        } catch (Problem e) {
            return e.kind() == Problem.Kind.MISSING ? Optional.empty() : Optional.of("its list of revocations does not count: " + e.getMessage());
        }
    }
}
