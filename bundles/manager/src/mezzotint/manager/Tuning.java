package mezzotint.manager;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mezzotint.manage.PluginSettings;
import mezzotint.manage.Profile;
import mezzotint.manager.settings.Configurations;
import mezzotint.manager.settings.Scope;
import org.osgi.framework.Bundle;

/**
 * How the settings of a bundle are to become others.
 *
 * @param changes names of the settings that do; may be empty
 * @param foreign PIDs that are no settings of its plugins, and are left alone
 */
record Tuning(Scope scope, List<String> changes, Set<String> foreign) {

    /**
     * @param bundle as it is here; null if it is not
     * @param arrival the jar that comes in; null if none does
     */
    static Tuning of(String name, PluginSettings wanted, Configurations configurations, Bundle bundle, Arrival arrival) {
        Set<String> pids = arrival == null ? configurations.own(wanted, bundle) : configurations.own(wanted, arrival.jar().bytes());
        var own = new TreeMap<>(wanted.configurations());
        own.keySet().removeIf(n -> !pids.contains(PluginSettings.pid(n)));
        var foreign = new TreeSet<>(wanted.configurations().keySet());
        foreign.removeAll(own.keySet());
        PluginSettings after = configurations.withoutPasswords(new PluginSettings(own), bundle);
        List<String> changes = configurations.read(pids, bundle).differences(name, after).stream().map(Profile.Difference::setting).toList();
        return new Tuning(new Scope(pids, after), changes, foreign);
    }
}
