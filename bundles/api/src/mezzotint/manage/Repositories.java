package mezzotint.manage;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mezzotint.trust.Trust;
import org.osgi.annotation.versioning.ProviderType;

/** Where plugins can be had: OSGi R5 indexes with the sha-256 of each jar. */
@ProviderType
public interface Repositories {

    /**
     * A repository.
     *
     * @param name unique, chosen by the user
     * @param index address of its {@code index.xml}, which may be compressed by gzip
     * @param key base64 of the Ed25519 key that must have signed the index; empty for any
     * @param bundled whether it is that of the distribution, which cannot be removed
     * @param signer the trusted publisher who signed the index and so vouches for its jars
     * @param offers number of jars in it
     * @param refreshed when the index was fetched; empty if that never worked
     * @param problem why the last attempt to fetch it failed
     */
    record Repository(String name, URI index, String key, boolean bundled, Optional<Trust.Publisher> signer,
            int offers, Optional<Instant> refreshed, Optional<String> problem) {}

    /**
     * A jar in a repository.
     *
     * @param name symbolic name of its bundle
     * @param plugins ids of the plugins in it
     * @param size in bytes
     * @param sha256 in lower case hexadecimal
     * @param vouched whether a trusted publisher signed the index
     */
    record Offer(String name, String version, String label, String description, List<String> plugins,
            String repository, long size, String sha256, boolean vouched) {

        public Offer {
            plugins = List.copyOf(plugins);
        }
    }

    List<Repository> list();

    /**
     * Fetches an index and keeps the repository.
     *
     * @param key may be empty
     * @throws mezzotint.plugin.Problem of kind {@code CONFLICT} if the name is taken; {@code INVALID}
     *     if there is no index there; {@code FORBIDDEN} if it is not signed as it must be, or the
     *     network is off
     */
    Repository add(String name, URI index, String key, String by);

    /** @throws mezzotint.plugin.Problem of kind {@code MISSING} if there is none; {@code FORBIDDEN} for that of the distribution */
    void remove(String name, String by);

    /** Fetches an index again. The old one stays if that fails. */
    Repository refresh(String name);

    /**
     * What there is to install, by name and version, newest first.
     *
     * @param text parts of a name, label, description or id of a plugin; empty for all
     */
    List<Offer> search(String text);
}
