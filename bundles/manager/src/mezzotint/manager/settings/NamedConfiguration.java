package mezzotint.manager.settings;

import java.util.Collections;
import java.util.Dictionary;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mezzotint.manage.Setting;
import mezzotint.manage.SettingsMap;
import org.osgi.service.cm.Configuration;

/**
 * A configuration as it is now.
 *
 * @param pid that components ask for; that of the factory, if it is one of several
 * @param name by which profiles call it
 */
record NamedConfiguration(Configuration configuration, String pid, String name, Map<String, Object> values) {

    /** Empty if it was deleted meanwhile. */
    static Optional<NamedConfiguration> of(Configuration configuration) {
        try {
            String factory = configuration.getFactoryPid();
            String own = configuration.getPid();
            return Optional.of(new NamedConfiguration(configuration, factory == null ? own : factory, name(factory, own), values(configuration.getProperties())));
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** One of a factory is called so whoever made it: by itself the service would give it another PID when it is made anew. */
    private static String name(String factory, String own) {
        return factory == null || !own.startsWith(factory) ? own : factory + "~" + own.substring(factory.length() + 1);
    }

    private static Map<String, Object> values(Dictionary<String, Object> all) {
        var values = new TreeMap<String, Object>();
        if (all != null) {
            Collections.list(all.keys()).stream().filter(k -> !SettingsMap.RESERVED.contains(k)).forEach(k -> values.put(k, all.get(k)));
        }
        return values;
    }

    boolean isOneOfSeveral() {
        return !pid.equals(name);
    }

    /** The values of these names. */
    Map<String, Object> only(Set<String> names) {
        return values.entrySet().stream().filter(e -> names.contains(e.getKey())).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The values without those of these names. */
    Map<String, Setting> without(Set<String> names) {
        return values.entrySet().stream().filter(e -> !names.contains(e.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, e -> Setting.of(e.getValue())));
    }
}
