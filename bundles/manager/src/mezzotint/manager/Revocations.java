package mezzotint.manager;

import java.net.URI;
import java.util.Optional;
import mezzotint.plugin.Problem;
import mezzotint.trust.Trust;

/** Takes over what repositories say is not to be let in any more: {@code revoked.json} beside the index. */
record Revocations(Fetch fetch, Trust trust) {

    private static final int LARGEST = 1 << 20;

    /** @return why the list does not count, or cannot be read; empty if it does, or there certainly is none */
    Optional<String> take(Source.Entry repository) {
        URI list = URI.create(repository.index()).resolve("revoked.json");
        try {
            fetch.find(list, LARGEST).ifPresent(content -> trust.revoke(content, fetch.signature(list), "the repository " + repository.name()));
            return Optional.empty();
        } catch (Problem e) {
            return Optional.of("its list of revocations does not count: " + e.getMessage());
        }
    }
}
