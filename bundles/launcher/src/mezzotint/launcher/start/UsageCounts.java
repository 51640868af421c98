package mezzotint.launcher.start;

import java.lang.reflect.Field;
import java.util.Map;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;

/**
 * Clears the framework's counts of what an uninstalled bundle used. Felix 7.0.5 sets them to zero when the bundle stops and then keeps them, and with them
 * the bundle, until the last of the used services goes: about 50 kB for each plugin ever removed. No public call reaches them.
 */
final class UsageCounts implements SynchronousBundleListener {

    private final Map<?, ?> counts;

    private UsageCounts(Map<?, ?> counts) {
        this.counts = counts;
    }

    /** Clears them from now on; a framework that keeps its books in another way is left alone. */
    static void clear(Framework framework) {
        try {
            Object registry = field(framework, "m_registry");
            framework.getBundleContext().addBundleListener(new UsageCounts((Map<?, ?>) field(registry, "m_inUseMap")));
        } catch (NoSuchFieldException | IllegalAccessException e) {
            Workbench.logger().warn("removed plugins will leave some memory behind, for this framework has no {}", e.getMessage());
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.UNINSTALLED) {
            counts.remove(event.getBundle());
        }
    }

    private static Object field(Object owner, String name) throws NoSuchFieldException, IllegalAccessException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }
}
