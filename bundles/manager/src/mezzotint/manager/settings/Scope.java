package mezzotint.manager.settings;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mezzotint.manage.PluginSettings;

/**
 * All that is set in the configurations of some PIDs: a configuration that is not among the settings is not there.
 *
 * @param passwords names of the settings that are passwords, by PID, for every PID that is meant: of a factory's, all configurations are; those
 *     that are there stay as they are
 * @param settings to be there besides
 */
public record Scope(Map<String, Set<String>> passwords, PluginSettings settings) {

    public Scope {
        passwords = Collections.unmodifiableMap(new TreeMap<>(passwords));
    }

    boolean has(NamedConfiguration configured) {
        return passwords.containsKey(configured.pid());
    }

    Set<String> passwords(NamedConfiguration configured) {
        return passwords.get(configured.pid());
    }

    /** Whether a configuration that is there goes, and its passwords with it. */
    boolean drops(NamedConfiguration configured) {
        return configured.isOneOfSeveral() && !settings.configurations().containsKey(configured.name());
    }
}
