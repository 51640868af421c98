package mezzotint.trust;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.osgi.annotation.versioning.ProviderType;

/** The workbench's own way to other machines; nothing of ours opens a connection around it. */
@ProviderType
public interface Network {

    /**
     * The content at an address.
     *
     * @param address {@code file:}, {@code http:} or {@code https:}; a file is read even while the network is off
     * @throws mezzotint.plugin.Problem of kind {@code FORBIDDEN} while the network is switched off
     * @throws IOException if nothing answers there
     */
    InputStream open(URI address) throws IOException;

    boolean offline();

    void setOffline(boolean offline, String by);
}
