package mezzotint.manager.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mezzotint.manage.PluginSettings;
import mezzotint.manage.Setting;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** What is set for plugins. Passwords are neither read nor changed: they stay where they are. */
public final class Configurations {

    /** What the configuration service itself puts in. */
    private static final Set<String> SERVICE = Set.of(Constants.SERVICE_PID, ConfigurationAdmin.SERVICE_FACTORYPID, ConfigurationAdmin.SERVICE_BUNDLELOCATION);
    /** Whatever bundle asks for it: a plugin may come from another place one day. */
    private static final String ANY_BUNDLE = "?";

    private final ConfigurationAdmin admin;
    private final Owners owners;

    /** @param managed whether a bundle is the users' affair */
    public Configurations(BundleContext context, ConfigurationAdmin admin, Predicate<Bundle> managed) {
        this.admin = admin;
        this.owners = new Owners(context, managed);
    }

    /** What is set for a plugin bundle. */
    public PluginSettings of(Bundle plugin) {
        Set<String> pids = pids();
        return pids.isEmpty() ? PluginSettings.NONE : read(owners.own(pids, plugin), plugin);
    }

    /** Those of the PIDs that there are configurations of, or are to be, that are a plugin bundle's alone. */
    public Set<String> own(PluginSettings wanted, Bundle plugin) {
        return owners.own(pids(wanted), plugin);
    }

    /** Those of the PIDs that there are configurations of, or are to be, that are a jar's alone. */
    public Set<String> own(PluginSettings wanted, byte[] jar) {
        return owners.own(pids(wanted), jar);
    }

    private Set<String> pids(PluginSettings wanted) {
        Set<String> pids = pids();
        wanted.configurations().keySet().forEach(n -> pids.add(PluginSettings.pid(n)));
        return pids;
    }

    private Set<String> pids() {
        return all().stream().map(Configurations::pid).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * What is set under some PIDs.
     *
     * @param plugin that says which settings are passwords; null if it is not here
     */
    public PluginSettings read(Set<String> pids, Bundle plugin) {
        var found = new TreeMap<String, Map<String, Setting>>();
        for (Configuration each : all()) {
            if (pids.contains(pid(each))) {
                Map<String, Object> properties = properties(each);
                properties.keySet().removeAll(passwords(plugin, pid(each)));
                found.put(name(each), properties.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> Setting.of(e.getValue()))));
            }
        }
        return new PluginSettings(found);
    }

    /** The settings without what the plugin says is a password. */
    public PluginSettings withoutPasswords(PluginSettings settings, Bundle plugin) {
        var kept = new TreeMap<String, Map<String, Setting>>();
        settings.configurations().forEach((name, values) -> {
            var rest = new TreeMap<>(values);
            rest.keySet().removeAll(passwords(plugin, PluginSettings.pid(name)));
            kept.put(name, rest);
        });
        return new PluginSettings(kept);
    }

    /**
     * Sets what is to be set.
     *
     * @param plugin that says which settings are passwords; null if it is not here
     * @throws UncheckedIOException if it cannot be written
     */
    public void write(Scope scope, Bundle plugin) {
        Map<String, Map<String, Setting>> wanted = withoutPasswords(scope.settings(), plugin).configurations();
        Map<String, Configuration> here = all().stream().filter(c -> scope.pids().contains(pid(c))).collect(Collectors.toMap(Configurations::name, c -> c));
        try {
            for (Map.Entry<String, Configuration> each : here.entrySet()) {
                if (!wanted.containsKey(each.getKey())) {
                    clear(each.getValue(), plugin);
                }
            }
            for (Map.Entry<String, Map<String, Setting>> each : wanted.entrySet()) {
                Configuration configuration = here.containsKey(each.getKey()) ? here.get(each.getKey()) : create(each.getKey());
                Dictionary<String, Object> values = kept(configuration, plugin);
                each.getValue().forEach((name, setting) -> values.put(name, setting.value()));
                configuration.updateIfDifferent(values);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void clear(Configuration configuration, Bundle plugin) throws IOException {
        Dictionary<String, Object> passwords = kept(configuration, plugin);
        if (passwords.isEmpty()) {
            configuration.delete();
        } else {
            configuration.updateIfDifferent(passwords);
        }
    }

    private Configuration create(String name) throws IOException {
        String pid = PluginSettings.pid(name);
        return pid.equals(name) ? admin.getConfiguration(pid, ANY_BUNDLE)
                : admin.getFactoryConfiguration(pid, name.substring(pid.length() + 1), ANY_BUNDLE);
    }

    /** The passwords that a configuration holds. */
    private Dictionary<String, Object> kept(Configuration configuration, Bundle plugin) {
        Map<String, Object> properties = properties(configuration);
        properties.keySet().retainAll(passwords(plugin, pid(configuration)));
        return new Hashtable<>(properties);
    }

    private static Map<String, Object> properties(Configuration configuration) {
        var properties = new TreeMap<String, Object>();
        Dictionary<String, Object> all = configuration.getProperties();
        if (all != null) {
            Collections.list(all.keys()).stream().filter(k -> !SERVICE.contains(k)).forEach(k -> properties.put(k, all.get(k)));
        }
        return properties;
    }

    private Set<String> passwords(Bundle plugin, String pid) {
        return plugin == null ? Set.of() : owners.passwords(plugin, pid);
    }

    private List<Configuration> all() {
        try {
            Configuration[] all = admin.listConfigurations(null);
            return all == null ? List.of() : List.of(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pid(Configuration configuration) {
        return configuration.getFactoryPid() == null ? configuration.getPid() : configuration.getFactoryPid();
    }

    /** One of a factory is called so whoever made it: by itself the service would give it another PID when it is made anew. */
    private static String name(Configuration configuration) {
        String factory = configuration.getFactoryPid();
        String pid = configuration.getPid();
        return factory == null || !pid.startsWith(factory) ? pid : factory + "~" + pid.substring(factory.length() + 1);
    }
}
