package mezzotint.manage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an administrator set for the plugins of a bundle; what is not in it has its default. One of several configurations of a factory may be
 * there without any value; of another, only the values count.
 *
 * @param configurations settings by name, by the PID of their configuration; one of several of a factory is called {@code FACTORY~NAME}
 */
public record PluginSettings(Map<String, Map<String, Setting>> configurations) {

    /** Nothing is set. */
    public static final PluginSettings NONE = new PluginSettings(Map.of());

    public PluginSettings {
        var copy = new TreeMap<String, Map<String, Setting>>();
        configurations.forEach((pid, settings) -> copy.put(pid, Collections.unmodifiableMap(new TreeMap<>(settings))));
        configurations = Collections.unmodifiableMap(copy);
    }

    /**
     * The PID that components ask for.
     *
     * @param configuration may be one of several of a factory
     */
    public static String pid(String configuration) {
        return configuration.split("~", 2)[0];
    }

    /**
     * What would be different with the other settings.
     *
     * @param bundle whose settings these are
     */
    public List<Profile.Difference> differences(String bundle, PluginSettings other) {
        var pids = new TreeSet<>(configurations.keySet());
        pids.addAll(other.configurations.keySet());
        var all = new ArrayList<Profile.Difference>();
        for (String pid : pids) {
            Map<String, Setting> before = configurations.getOrDefault(pid, Map.of());
            Map<String, Setting> after = other.configurations.getOrDefault(pid, Map.of());
            boolean here = configurations.containsKey(pid);
            if (here != other.configurations.containsKey(pid) && pid.contains("~")) {
                all.add(Profile.Difference.setting(bundle, pid, here ? "there" : "absent", here ? "absent" : "there"));
            }
            all.addAll(differences(bundle, pids.size() == 1 ? "" : " of " + pid, before, after));
        }
        return all;
    }

    private static List<Profile.Difference> differences(String bundle, String place, Map<String, Setting> before, Map<String, Setting> after) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(n -> Optional.ofNullable(before.get(n)).equals(Optional.ofNullable(after.get(n))));
        return names.stream().map(n -> Profile.Difference.setting(bundle, n + place, words(before.get(n)), words(after.get(n)))).toList();
    }

    private static String words(Setting setting) {
        return setting == null ? "" : setting.words();
    }
}
