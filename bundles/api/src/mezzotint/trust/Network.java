package mezzotint.trust;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.osgi.annotation.versioning.ProviderType;

/** The workbench's own way to other machines; nothing of ours opens a connection around it. */
@ProviderType
public interface Network {

    /** The most that is read from an address if nothing else is said, in bytes: no plugin is larger. */
    long LARGEST = 256L << 20;

    /** The content at an address, of at most {@link #LARGEST} bytes. */
    default InputStream open(URI address) throws IOException {
        return open(address, LARGEST);
    }

    /**
     * The content at an address. Redirects are followed, but not from https to http and not to a file.
     *
     * @param address {@code file:}, {@code http:} or {@code https:}; a file is read even while the network is off
     * @param largest bytes after which reading fails
     * @throws mezzotint.plugin.Problem of kind {@code FORBIDDEN} while the network is switched off;
     *     of kind {@code INVALID} if it is no such address
     * @throws java.io.FileNotFoundException or {@link java.nio.file.NoSuchFileException} if who answers there says that nothing is there
     * @throws IOException if nothing answers there, with the address; reading throws it too, as soon
     *     as the network is switched off or nothing has come for a while
     */
    InputStream open(URI address, long largest) throws IOException;

    boolean offline();

    /** @throws mezzotint.plugin.Problem of kind {@code CONFLICT} if the environment keeps the network off */
    void setOffline(boolean offline, String by);
}
