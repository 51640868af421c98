package mezzotint.manager.settings;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Whose configurations are whose: what a part of the workbench itself asks for is no plugin's. */
final class Owners {

    private static final String SERVICES = "(|(objectClass=org.osgi.service.cm.ManagedService)(objectClass=org.osgi.service.cm.ManagedServiceFactory))";

    private record Known(long modified, Description description) {}

    private final BundleContext context;
    private final Predicate<Bundle> managed;
    private final Map<Long, Known> known = new ConcurrentHashMap<>();

    /** @param managed whether a bundle is the users' affair */
    Owners(BundleContext context, Predicate<Bundle> managed) {
        this.context = context;
        this.managed = managed;
    }

    /** Those of some PIDs that are a plugin bundle's alone. */
    Set<String> own(Set<String> pids, Bundle plugin) {
        return own(pids, of(plugin).asked());
    }

    /** Those of some PIDs that are a jar's alone. */
    Set<String> own(Set<String> pids, byte[] jar) {
        return own(pids, Description.of(jar).asked());
    }

    private Set<String> own(Set<String> pids, Set<String> declared) {
        var own = new TreeSet<>(declared);
        own.retainAll(pids);
        if (!own.isEmpty()) {
            own.removeAll(workbench());
        }
        return own;
    }

    /** Names of the settings that a bundle calls passwords. */
    Set<String> passwords(Bundle plugin, String pid) {
        return of(plugin).passwords().getOrDefault(pid, Set.of());
    }

    private Description of(Bundle bundle) {
        Known found = known.get(bundle.getBundleId());
        if (found == null || found.modified() != bundle.getLastModified()) {
            found = new Known(bundle.getLastModified(), Description.of(bundle));
            known.put(bundle.getBundleId(), found);
        }
        return found.description();
    }

    private Set<String> workbench() {
        var pids = new TreeSet<String>();
        Arrays.stream(context.getBundles()).filter(managed.negate()).map(this::of).forEach(d -> {
            pids.addAll(d.asked());
            pids.addAll(d.described());
        });
        for (ServiceReference<?> each : services()) {
            if (each.getBundle() != null && !managed.test(each.getBundle())) {
                Object pid = each.getProperty(Constants.SERVICE_PID);
                pids.addAll(pid instanceof String[] several ? Arrays.asList(several) : Set.of(String.valueOf(pid)));
            }
        }
        return pids;
    }

    private ServiceReference<?>[] services() {
        try {
            ServiceReference<?>[] all = context.getAllServiceReferences(null, SERVICES);
            return all == null ? new ServiceReference<?>[0] : all;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
