package mezzotint.manager.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mezzotint.manage.PluginSettings;
import mezzotint.manage.Setting;

/** What a bundle's settings cannot become, and what is lost, in words. */
final class Warnings {

    private final String bundle;
    private final List<String> all = new ArrayList<>();

    Warnings(String bundle) {
        this.bundle = bundle;
    }

    List<String> all() {
        return List.copyOf(all);
    }

    /**
     * What of the settings may be set.
     *
     * @param passwords names of the settings that are passwords, by each PID that is the bundle's own
     */
    PluginSettings allowed(PluginSettings wanted, Map<String, Set<String>> passwords) {
        var allowed = new TreeMap<String, Map<String, Setting>>();
        wanted.configurations().forEach((name, settings) -> {
            Set<String> secret = passwords.get(PluginSettings.pid(name));
            if (secret == null) {
                all.add("leaves " + name + " as it is, since it is no configuration of " + bundle + " alone");
                return;
            }
            var rest = new TreeMap<>(settings);
            if (rest.keySet().removeAll(secret)) {
                all.add("leaves the passwords in " + name + " as they are");
            }
            allowed.put(name, rest);
        });
        return new PluginSettings(allowed);
    }

    void drop(NamedConfiguration configured, Set<String> passwords) {
        if (!configured.only(passwords).isEmpty()) {
            all.add("removes " + configured.name() + " with the password in it, which no profile keeps");
        }
    }
}
