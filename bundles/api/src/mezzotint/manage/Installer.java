package mezzotint.manage;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The only way in for plugins. Every change waits until no picture uses the bundle, and is made
 * whole or not at all.
 */
@ProviderType
public interface Installer {

    /**
     * A bundle that carries plugins.
     *
     * @param name symbolic name
     * @param on whether it runs; what a user chose survives a restart
     * @param plugins ids of the plugins in it
     */
    record Installed(String name, String version, String label, String description, boolean on, List<String> plugins) {

        public Installed {
            plugins = List.copyOf(plugins);
        }
    }

    /** Every bundle that carries a plugin, by name. */
    List<Installed> list();

    /**
     * Installs a bundle, or updates the one of the same name.
     *
     * @param jar the bundle's bytes
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if it is no bundle; of kind {@code
     *     CONFLICT} if it cannot work here, with what is missing; nothing has changed then
     */
    Installed install(byte[] jar);

    /** @throws mezzotint.plugin.Problem of kind {@code MISSING} if there is no such bundle */
    Installed start(String name);

    /** @throws mezzotint.plugin.Problem of kind {@code MISSING} if there is no such bundle */
    Installed stop(String name);

    /** @throws mezzotint.plugin.Problem of kind {@code MISSING} if there is no such bundle */
    void uninstall(String name);
}
