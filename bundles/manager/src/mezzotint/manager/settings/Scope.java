package mezzotint.manager.settings;

import java.util.Set;
import mezzotint.manage.PluginSettings;

/**
 * All that is set in the configurations of some PIDs: a configuration that is not among the settings is not there.
 *
 * @param pids that components ask for; of a factory's, all configurations are meant
 */
public record Scope(Set<String> pids, PluginSettings settings) {

    public Scope {
        pids = Set.copyOf(pids);
    }
}
