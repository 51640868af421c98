package mezzotint.manager.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mezzotint.manage.PluginSettings;
import mezzotint.manage.Profile;
import mezzotint.manage.Setting;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.SynchronousConfigurationListener;

/** What is set for plugins. Passwords are in nothing that it tells, and stay as they are. */
public final class Configurations {

    /** Whatever bundle asks for it: a plugin may come from another place one day. */
    private static final String ANY_BUNDLE = "?";

    private final BundleContext context;
    private final ConfigurationAdmin admin;
    private final ConfigurationOwners owners;

    /**
     * @param managed whether users install, switch and remove a bundle
     * @param chosenJar the jar that users chose for a bundle, if it runs in another version now
     */
    public Configurations(BundleContext context, ConfigurationAdmin admin, Predicate<Bundle> managed, Function<Bundle, Optional<byte[]>> chosenJar) {
        this.context = context;
        this.admin = admin;
        this.owners = new ConfigurationOwners(context, managed, chosenJar);
    }

    /** Calls the listener whenever something was set, whoever did it; until what it returns is closed. */
    public AutoCloseable listen(Runnable listener) {
        var registered = context.registerService(SynchronousConfigurationListener.class, event -> listener.run(), null);
        return registered::unregister;
    }

    /** What is set for a plugin bundle. */
    public PluginSettings of(Bundle plugin) {
        List<NamedConfiguration> all = all();
        Set<String> pids = all.stream().map(NamedConfiguration::pid).collect(Collectors.toSet());
        Set<String> own = pids.isEmpty() ? pids : owners.own(pids, plugin.getSymbolicName(), owners.of(plugin).asked());
        return own.isEmpty() ? PluginSettings.NONE : read(all, new Scope(passwords(own, ConfigurationDescription.NONE), PluginSettings.NONE));
    }

    /**
     * What must change so that the settings of a bundle are as wanted.
     *
     * @param here the bundle; null if it is not here
     * @param jar that comes in; null if none does
     */
    public SettingsChange change(String name, PluginSettings wanted, Bundle here, byte[] jar) {
        List<NamedConfiguration> all = all();
        Set<String> pids = all.stream().map(NamedConfiguration::pid).collect(Collectors.toCollection(TreeSet::new));
        wanted.configurations().keySet().forEach(c -> pids.add(PluginSettings.pid(c)));
        ConfigurationDescription incoming = jar == null ? ConfigurationDescription.NONE : ConfigurationDescription.of(jar);
        Map<String, Set<String>> passwords = passwords(owners.own(pids, name, (jar == null ? owners.of(here) : incoming).asked()), incoming);
        var warnings = new Warnings(name);
        Scope scope = new Scope(passwords, warnings.allowed(wanted, passwords));
        all.stream().filter(c -> scope.has(c) && scope.drops(c)).forEach(c -> warnings.drop(c, scope.passwords(c)));
        List<String> changes = read(all, scope).differences(name, scope.settings()).stream().map(Profile.Difference::setting).toList();
        return new SettingsChange(scope, changes, warnings.all());
    }

    /** Names of the settings that are passwords, by PID: in what is here or in what comes, since the values are the same. */
    private Map<String, Set<String>> passwords(Set<String> pids, ConfigurationDescription incoming) {
        var passwords = new TreeMap<String, Set<String>>();
        for (String pid : pids) {
            var names = new TreeSet<>(owners.passwords(pid));
            names.addAll(incoming.passwords(pid));
            passwords.put(pid, names);
        }
        return passwords;
    }

    private static PluginSettings read(List<NamedConfiguration> all, Scope scope) {
        return new PluginSettings(all.stream().filter(scope::has).collect(Collectors.toMap(NamedConfiguration::name, c -> c.without(scope.passwords(c)))));
    }

    /** What is set now where the scope is to be, to go back to: with the passwords of the configurations that it drops. */
    public Scope now(Scope scope) {
        Map<String, Map<String, Setting>> now = all().stream().filter(scope::has)
                .collect(Collectors.toMap(NamedConfiguration::name, c -> c.without(scope.drops(c) ? Set.of() : scope.passwords(c))));
        return new Scope(scope.passwords(), new PluginSettings(now));
    }

    /** @throws UncheckedIOException if it cannot be written */
    public void write(Scope scope) {
        Map<String, NamedConfiguration> here = all().stream().filter(scope::has).collect(Collectors.toMap(NamedConfiguration::name, c -> c));
        Map<String, Map<String, Setting>> wanted = scope.settings().configurations();
        try {
            for (NamedConfiguration each : here.values()) {
                if (!wanted.containsKey(each.name())) {
                    clear(each, scope);
                }
            }
            for (Map.Entry<String, Map<String, Setting>> each : wanted.entrySet()) {
                set(each.getKey(), each.getValue(), here.get(each.getKey()), scope);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void clear(NamedConfiguration configured, Scope scope) throws IOException {
        Map<String, Object> passwords = configured.only(scope.passwords(configured));
        if (passwords.isEmpty() || scope.drops(configured)) {
            configured.configuration().delete();
        } else {
            configured.configuration().updateIfDifferent(new Hashtable<>(passwords));
        }
    }

    private void set(String name, Map<String, Setting> settings, NamedConfiguration here, Scope scope) throws IOException {
        var values = new Hashtable<String, Object>(here == null ? Map.of() : here.only(scope.passwords(here)));
        settings.forEach((setting, value) -> values.put(setting, value.value()));
        (here == null ? create(name) : here.configuration()).updateIfDifferent(values);
    }

    private Configuration create(String name) throws IOException {
        String pid = PluginSettings.pid(name);
        return pid.equals(name) ? admin.getConfiguration(pid, ANY_BUNDLE)
                : admin.getFactoryConfiguration(pid, name.substring(pid.length() + 1), ANY_BUNDLE);
    }

    private List<NamedConfiguration> all() {
        try {
            Configuration[] all = admin.listConfigurations(null);
            return all == null ? List.of() : Arrays.stream(all).flatMap(c -> NamedConfiguration.of(c).stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
