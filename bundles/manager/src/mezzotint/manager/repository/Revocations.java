package mezzotint.manager.repository;

import java.net.URI;
import java.util.Optional;
import mezzotint.plugin.Problem;
import mezzotint.trust.Trust;

/** Takes over the revocations that a repository publishes: {@code revoked.json} beside its index. */
final class Revocations {

    private static final int LARGEST = 1 << 20;

    private final Fetch fetch;
    private final Trust trust;

    Revocations(Fetch fetch, Trust trust) {
        this.fetch = fetch;
        this.trust = trust;
    }

    /** @return why the list does not count, or cannot be read; empty if it does, or there certainly is none */
    Optional<String> take(IndexedRepository.Entry repository) {
        URI list = URI.create(repository.index()).resolve("revoked.json");
        try {
            fetch.find(list, LARGEST).ifPresent(content -> trust.revoke(content, fetch.signature(list), "the repository " + repository.name()));
            return Optional.empty();
        } catch (Problem e) {
            return Optional.of("its list of revocations does not count: " + e.getMessage());
        }
    }
}
