package mezzotint.manager.installed;

import java.io.InputStream;
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
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/** The bundles of this framework: those that users install, switch and remove, and those of the workbench itself. */
public final class Inventory {

    /** The beginning of the location of a bundle that was installed here. Those of the distribution are references to files. */
    public static final String LOCATION = "mezzotint:";

    static final String REFERENCE = "reference:";
    /** Capability of a bundle that keeps native code for itself and others. */
    static final String NATIVE = "mezzotint.native";

    private final BundleContext context;
    private final Ledger ledger;

    public Inventory(BundleContext context, Ledger ledger) {
        this.context = context;
        this.ledger = ledger;
    }

    /** All bundles of the framework. */
    public Bundle[] bundles() {
        return context.getBundles();
    }

    /** @param location a {@code reference:}, whose file is the jar */
    public Bundle install(String location) throws BundleException {
        return context.installBundle(location);
    }

    /** @param location what the framework is to call it */
    public Bundle install(String location, InputStream jar) throws BundleException {
        return context.installBundle(location, jar);
    }

    /** The bundle of that name; of several, which the framework allows in several versions, the one of the workbench itself. */
    public Optional<Bundle> find(String name) {
        return Arrays.stream(context.getBundles()).filter(b -> name.equals(b.getSymbolicName())).min(Comparator.comparing(Inventory::isManaged));
    }

    /** Whether a name belongs to the workbench itself, which no plugin replaces or removes. */
    public boolean isWorkbench(String name) {
        return Arrays.stream(context.getBundles()).anyMatch(b -> name.equalsIgnoreCase(b.getSymbolicName()) && isWorkbench(b));
    }

    private static boolean isWorkbench(Bundle bundle) {
        return bundle.getBundleId() == 0 || bundle.getLocation().startsWith(REFERENCE) && bundle.getLocation().matches(".*/system/[^/]+\\.jar");
    }

    /** The bundles that users install, switch and remove. */
    public Stream<Bundle> managed() {
        return Arrays.stream(context.getBundles()).filter(Inventory::isManaged);
    }

    /** @throws Problem of kind {@code MISSING} if there is none */
    public Bundle managed(String name) {
        return managed().filter(b -> b.getSymbolicName().equals(name)).findFirst()
                .orElseThrow(() -> new Problem(Problem.Kind.MISSING, "no plugin bundle is called " + name, "choose one of the list of plugins"));
    }

    public static boolean isManaged(Bundle bundle) {
        String location = bundle.getLocation();
        boolean shipped = location.startsWith(REFERENCE) && location.matches(".*/plugins/[^/]+\\.jar");
        return bundle.getState() != Bundle.UNINSTALLED && !isWorkbench(bundle) && (shipped || location.startsWith(LOCATION) || !plugins(bundle).isEmpty());
    }

    /** Ids of the plugins in a bundle. */
    public static List<String> plugins(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision == null ? List.of() : revision.getDeclaredCapabilities(Plugin.NAMESPACE).stream()
                .map(c -> String.valueOf(c.getAttributes().get(Plugin.NAMESPACE)))
                .toList();
    }

    public static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
    }

    public static boolean runs(Bundle bundle) {
        return !isFragment(bundle) && (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) != 0;
    }

    /** Whether a user wants a bundle to run; it may not run all the same, since something that it needs is missing. */
    public static boolean isOn(Bundle bundle) {
        return isFragment(bundle) || bundle.adapt(BundleStartLevel.class).isPersistentlyStarted();
    }

    /** The bundles and those that are connected to them. */
    public Collection<Bundle> closure(Collection<Bundle> bundles) {
        return wiring().getDependencyClosure(bundles);
    }

    public FrameworkWiring wiring() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }

    /** Whether bundles can be connected anew now: not if native code or the manager itself hangs on them. */
    public boolean refreshable(Collection<Bundle> closure) {
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
