package mezzotint.launcher.start;

import java.util.Collection;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Keeps the framework from starting plugins when their start level is reached: it does so on the one thread that does everything of the kind, and a
 * plugin that hangs there would hang it for good. What is not resolved is not started, and what the user switched on stays switched on.
 */
final class ResolveHold implements ResolverHook, AutoCloseable {

    private final ServiceRegistration<ResolverHookFactory> registration;

    ResolveHold(BundleContext context) {
        registration = context.registerService(ResolverHookFactory.class, triggers -> this, null);
    }

    /** Nothing is taken out here: Felix 7.0.5 then finds no bundle either that is resolved already, not even itself. */
    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {}

    /** A plugin finds nothing of what it needs. */
    @Override
    public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
        if (PluginStarts.isPlugin(requirement.getRevision().getBundle())) {
            candidates.clear();
        }
    }

    @Override
    public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> collisions) {}

    @Override
    public void end() {}

    @Override
    public void close() {
        registration.unregister();
    }
}
