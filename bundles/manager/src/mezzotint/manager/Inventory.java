package mezzotint.manager;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mezzotint.manager.trust.NativeCode;
import mezzotint.plugin.Plugin;
import mezzotint.plugin.Problem;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/** The bundles of this framework: those that are the user's affair, and the others. */
record Inventory(BundleContext context, Ledger ledger) {

    /** Begins the location of a bundle that was installed here; those of the distribution are references to its files. */
    static final String LOCATION = "mezzotint:";

    static final String REFERENCE = "reference:";
    /** Capability of a bundle that keeps native code for itself and others. */
    static final String NATIVE = "mezzotint.native";

    /** The bundle of that name; of several, which the framework allows in several versions, the one of the workbench itself. */
    Optional<Bundle> find(String name) {
        return Arrays.stream(context.getBundles()).filter(b -> name.equals(b.getSymbolicName())).min(Comparator.comparing(Inventory::isManaged));
    }

    /** Whether a name belongs to the workbench itself, which no plugin replaces or removes. */
    boolean isWorkbench(String name) {
        return Arrays.stream(context.getBundles()).anyMatch(b -> name.equalsIgnoreCase(b.getSymbolicName()) && isWorkbench(b));
    }

    private static boolean isWorkbench(Bundle bundle) {
        return bundle.getBundleId() == 0 || bundle.getLocation().startsWith(REFERENCE) && bundle.getLocation().matches(".*/system/[^/]+\\.jar");
    }

    /** The bundles that users install, switch and remove. */
    Stream<Bundle> managed() {
        return Arrays.stream(context.getBundles()).filter(Inventory::isManaged);
    }

    /** @throws Problem of kind {@code MISSING} if there is none */
    Bundle managed(String name) {
        return managed().filter(b -> b.getSymbolicName().equals(name)).findFirst()
                .orElseThrow(() -> new Problem(Problem.Kind.MISSING, "no plugin bundle is called " + name, "choose one of the list of plugins"));
    }

    static boolean isManaged(Bundle bundle) {
        String location = bundle.getLocation();
        boolean shipped = location.startsWith(REFERENCE) && location.matches(".*/plugins/[^/]+\\.jar");
        return bundle.getState() != Bundle.UNINSTALLED && !isWorkbench(bundle) && (shipped || location.startsWith(LOCATION) || !plugins(bundle).isEmpty());
    }

    /** Ids of the plugins in a bundle. */
    static List<String> plugins(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision == null ? List.of() : revision.getDeclaredCapabilities(Plugin.NAMESPACE).stream()
                .map(c -> String.valueOf(c.getAttributes().get(Plugin.NAMESPACE)))
                .toList();
    }

    static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
    }

    static boolean runs(Bundle bundle) {
        return !isFragment(bundle) && (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) != 0;
    }

    /** Whether a user wants a bundle to run; it may not, for want of something. */
    static boolean isOn(Bundle bundle) {
        return isFragment(bundle) || bundle.adapt(BundleStartLevel.class).isPersistentlyStarted();
    }

    /** The bundles and those that are connected to them. */
    Collection<Bundle> closure(Collection<Bundle> bundles) {
        return wiring().getDependencyClosure(bundles);
    }

    FrameworkWiring wiring() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }

    /** Whether bundles can be connected anew now: not if native code or the manager itself hangs on them. */
    boolean refreshable(Collection<Bundle> closure) {
        return closure.stream().noneMatch(b -> b.equals(context.getBundle()) || b.getBundleId() == 0 || hasNativeCode(b));
    }

    /**
     * Whether a bundle may have loaded native libraries, which no other class loader can load again. One that requires {@link #NATIVE} uses
     * those of another bundle; one that is not resolved has loaded nothing yet.
     */
    private boolean hasNativeCode(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null || revision.getWiring() == null) {
            return false;
        }
        boolean own = !revision.getDeclaredCapabilities(NATIVE).isEmpty() || bundle.getHeaders("").get(Constants.BUNDLE_NATIVECODE) != null;
        return own || revision.getDeclaredRequirements(NATIVE).isEmpty() && usesNativeCode(bundle);
    }

    private boolean usesNativeCode(Bundle bundle) {
        return NativeCode.isDeclared(bundle.getHeaders("").get(NativeCode.HEADER))
                || ledger.find(bundle.getSymbolicName()).filter(Ledger.Entry::loads).isPresent();
    }
}
