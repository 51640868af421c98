package mezzotint.plugin;

import org.osgi.annotation.versioning.ProviderType;

/** The right to use a plugin until it is closed. */
@ProviderType
public interface Lease<H> extends AutoCloseable {

    H hook();

    Plugins.Entry entry();

    @Override
    void close();
}
