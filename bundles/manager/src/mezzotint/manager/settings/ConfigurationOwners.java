package mezzotint.manager.settings;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Whose configurations are whose: what a part of the workbench itself, or another plugin bundle, asks for is not a plugin's own. */
final class ConfigurationOwners {

    private static final String SERVICES = "(|(objectClass=org.osgi.service.cm.ManagedService)(objectClass=org.osgi.service.cm.ManagedServiceFactory))";

    private record Known(long modified, ConfigurationDescription description) {}

    private final BundleContext context;
    private final Predicate<Bundle> managed;
    private final Function<Bundle, Optional<byte[]>> chosenJar;
    private final Map<Long, Known> known = new ConcurrentHashMap<>();

    /**
     * @param managed whether users install, switch and remove a bundle
     * @param chosenJar the jar that users chose for a bundle, if it runs in another version now
     */
    ConfigurationOwners(BundleContext context, Predicate<Bundle> managed, Function<Bundle, Optional<byte[]>> chosenJar) {
        this.context = context;
        this.managed = managed;
        this.chosenJar = chosenJar;
    }

    /** What a bundle, as users chose it, says of configurations. */
    ConfigurationDescription of(Bundle bundle) {
        try {
            return chosenJar.apply(bundle).map(ConfigurationDescription::of).orElseGet(() -> read(bundle));
        } catch (IllegalStateException e) { // it was removed meanwhile
            return ConfigurationDescription.NONE;
        }
    }

    private ConfigurationDescription read(Bundle bundle) {
        Known found = known.get(bundle.getBundleId());
        if (found == null || found.modified() != bundle.getLastModified()) {
            found = new Known(bundle.getLastModified(), ConfigurationDescription.of(bundle));
            known.keySet().removeIf(id -> context.getBundle(id) == null);
            known.put(bundle.getBundleId(), found);
        }
        return found.description();
    }

    /**
     * Those of some PIDs that one plugin bundle alone asks for.
     *
     * @param name of the bundle
     * @param asked what it asks for
     */
    Set<String> own(Set<String> pids, String name, Set<String> asked) {
        var own = new TreeSet<>(asked);
        own.retainAll(pids);
        if (!own.isEmpty()) {
            bundles().filter(b -> !name.equals(b.getSymbolicName())).forEach(b -> own.removeAll(taken(b)));
            services().forEach(own::removeAll);
        }
        return own;
    }

    /** A plugin may describe what another asks for; what the workbench describes is the workbench's. */
    private Collection<String> taken(Bundle bundle) {
        ConfigurationDescription description = of(bundle);
        var taken = new TreeSet<>(description.asked());
        if (!managed.test(bundle)) {
            taken.addAll(description.described());
        }
        return taken;
    }

    /** Names of the settings that any bundle calls passwords. */
    Set<String> passwords(String pid) {
        var names = new TreeSet<String>();
        bundles().forEach(b -> names.addAll(of(b).passwords(pid)));
        return names;
    }

    private Stream<Bundle> bundles() {
        return Arrays.stream(context.getBundles()).filter(b -> b.getState() != Bundle.UNINSTALLED);
    }

    /** The PIDs that services of the workbench ask for. */
    private Stream<Collection<String>> services() {
        try {
            ServiceReference<?>[] all = context.getAllServiceReferences(null, SERVICES);
            return all == null ? Stream.of() : Arrays.stream(all).filter(s -> s.getBundle() != null && !managed.test(s.getBundle()))
                    .map(s -> s.getProperty(Constants.SERVICE_PID))
                    .map(pid -> pid instanceof String[] several ? Arrays.asList(several) : Set.of(String.valueOf(pid)));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
