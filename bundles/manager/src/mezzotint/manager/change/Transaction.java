package mezzotint.manager.change;

import java.io.ByteArrayInputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.manager.disk.JarStore;
import mezzotint.manager.installed.Inventory;
import mezzotint.manager.installed.JarPlacement;
import mezzotint.manager.installed.Ledger;
import mezzotint.manager.installed.SafeModeOverrides;
import mezzotint.manager.installed.Starter;
import mezzotint.manager.installed.Target;
import mezzotint.manager.jar.Jar;
import mezzotint.manager.settings.Configurations;
import mezzotint.manager.settings.Scope;
import mezzotint.plugin.Problem;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.BundleRevision;

/** Brings bundles into the state that their targets describe. The caller must have waited for all who use them. */
public final class Transaction {

    private static final long REFRESH_SECONDS = 60;

    private final Inventory inventory;
    private final JarStore store;
    private final Ledger ledger;
    private final Starter starter;
    private final SafeModeOverrides overrides;
    private final Configurations configurations;

    public Transaction(Inventory inventory, JarStore store, Ledger ledger, Starter starter, SafeModeOverrides overrides,
            Configurations configurations) {
        this.inventory = inventory;
        this.store = store;
        this.ledger = ledger;
        this.starter = starter;
        this.overrides = overrides;
        this.configurations = configurations;
    }

    /** How the bundles of some targets are now, to go back to. */
    List<Target> snapshot(List<Target> targets) {
        return targets.stream().map(t -> inventory.find(t.name()).map(b -> snapshot(b, t)).orElse(Target.absent(t.name())).with(scope(t))).toList();
    }

    private Scope scope(Target target) {
        return target.scope() == null ? null : configurations.now(target.scope());
    }

    private Target snapshot(Bundle bundle, Target target) {
        String name = target.name();
        Ledger.Entry entry = ledger.find(name).orElse(null);
        String jar = !target.changesJar() ? null : entry != null && !overrides.has(name) ? entry.sha256() : bundle.getLocation();
        return new Target(name, true, jar, Inventory.isOn(bundle), entry);
    }

    /** The bundles that somebody may use and that change, and whether they come back at once. */
    public Map<Long, Boolean> touched(List<Target> targets) {
        var touched = new HashMap<Long, Boolean>();
        closure(targets).forEach(b -> touched.put(b.getBundleId(), true));
        targets.forEach(t -> inventory.find(t.name()).filter(b -> t.changesJar() || !t.on() || t.scope() != null)
                .ifPresent(b -> touched.put(b.getBundleId(), t.present() && t.on())));
        return touched;
    }

    private Collection<Bundle> closure(List<Target> targets) {
        List<Bundle> changing = targets.stream().filter(Target::changesJar).flatMap(t -> inventory.find(t.name()).stream()).toList();
        return changing.isEmpty() ? List.of() : inventory.closure(changing);
    }

    /** Whether a bundle cannot become as it is to be before the next start, since it hangs, or is connected to what hangs. */
    boolean isLate(Target target) {
        return inventory.find(target.name())
                .filter(b -> (target.changesJar() ? inventory.closure(List.of(b)) : List.of(b)).stream().anyMatch(starter::isStuck)).isPresent();
    }

    /** What can be done before the next start to bring a bundle back to how it was. */
    Stream<Target> possible(Target before) {
        if (!isLate(before)) {
            return Stream.of(before);
        }
        boolean stuck = inventory.find(before.name()).filter(starter::isStuck).isPresent();
        return stuck || !before.present() ? Stream.empty() : Stream.of(before.keepingJar());
    }

    /** Names of the dependents that hang. */
    List<String> hung(ChangeProgress progress) {
        return progress.dependents().stream().filter(starter::isStuck).map(Bundle::getSymbolicName).toList();
    }

    /** Makes the bundles as they are to be, and starts those that are to run; how far that came is told by the progress. */
    void apply(List<Target> targets, ChangeProgress progress) {
        Collection<Bundle> closure = closure(targets);
        Set<String> names = targets.stream().map(Target::name).collect(Collectors.toSet());
        List<Bundle> dependents = closure.stream().filter(b -> Inventory.runs(b) && !names.contains(b.getSymbolicName())).toList();
        progress.stops(dependents);
        progress.each(targets.stream().flatMap(t -> inventory.find(t.name()).stream()).toList(), starter::awaitStart);
        progress.each(dependents, starter::awaitStart);
        progress.each(dependents, b -> starter.stop(b, Bundle.STOP_TRANSIENT));
        progress.each(targets, this::stop);
        progress.each(targets.stream().filter(Target::changesJar).toList(), t -> place(t, progress));
        progress.each(closure.isEmpty() ? List.of() : List.of(closure), this::refresh);
        progress.each(targets.stream().map(Target::scope).filter(Objects::nonNull).toList(), configurations::write);
        progress.each(targets, this::start);
        progress.each(progress.dependents(), this::startAgain);
    }

    /** The bundle that a target speaks of, or null; never one of the workbench itself, whatever an old journal says. */
    private Bundle bundle(Target target) {
        return inventory.find(target.name()).filter(Inventory::isManaged).orElse(null);
    }

    private void stop(Target target) throws BundleException {
        Bundle bundle = bundle(target);
        if (bundle != null && Inventory.runs(bundle) && (target.changesJar() || !target.on() || target.scope() != null)) {
            starter.stop(bundle, target.present() && target.on() ? Bundle.STOP_TRANSIENT : 0);
        }
    }

    private void place(Target target, ChangeProgress progress) throws BundleException {
        Bundle bundle = bundle(target);
        if (bundle == null && !target.present()) {
            return;
        }
        if (inventory.isWorkbench(target.name())) {
            throw new BundleException(target.name() + " is a part of the workbench itself, and stays as it is");
        }
        progress.replaces(target);
        if (!target.present()) {
            starter.change(bundle, bundle::uninstall);
            return;
        }
        byte[] jar = bytes(target.jar());
        if (bundle == null) {
            check(install(target, jar), target, jar);
        } else {
            starter.change(bundle, target.jar().equals(bundle.getLocation()) ? bundle::update : () -> bundle.update(new ByteArrayInputStream(jar)));
            check(bundle, target, jar);
        }
    }

    private Bundle install(Target target, byte[] jar) throws BundleException {
        return JarPlacement.isShipped(target.jar()) ? inventory.install(target.jar())
                : inventory.install(Inventory.LOCATION + target.name(), new ByteArrayInputStream(jar));
    }

    /** What the framework made of a jar must be what was judged; else it goes again, and the way back finds the place free. */
    private void check(Bundle bundle, Target target, byte[] bytes) throws BundleException {
        try {
            Jar jar = Jar.read(bytes);
            if (!jar.name().equals(target.name())) {
                throw new BundleException("the jar that is kept for " + target.name() + " is that of " + jar.name());
            }
            jar.checkInstalledAs(bundle);
        } catch (BundleException | Problem e) {
            starter.change(bundle, bundle::uninstall);
            throw e;
        }
    }

    private byte[] bytes(String jar) throws BundleException {
        if (JarPlacement.isShipped(jar)) {
            return JarPlacement.read(jar);
        }
        return store.find(jar).orElseThrow(() -> new BundleException("its jar is not in the store any more"));
    }

    private void start(Target target) throws BundleException {
        Bundle bundle = target.present() ? bundle(target) : null;
        if (bundle == null || Inventory.isFragment(bundle)) {
            return;
        }
        if (target.on()) {
            starter.start(bundle, 0);
        } else {
            starter.stop(bundle, 0);
        }
    }

    private void startAgain(Bundle dependent) throws BundleException {
        if (dependent.getState() != Bundle.UNINSTALLED && !Inventory.runs(dependent) && !starter.isStuck(dependent)) {
            starter.start(dependent, Bundle.START_TRANSIENT);
        }
    }

    /** Has the framework wire bundles anew, so that new classes are used everywhere at once. */
    private void refresh(Collection<Bundle> closure) throws BundleException {
        Bundle hung = closure.stream().filter(starter::isStuck).findFirst().orElse(null);
        if (hung != null) { // the framework would wait for it, and let nobody else in
            throw new BundleException(hung.getSymbolicName() + " " + hung.getVersion() + " " + Starter.hang(hung) + ", and what it is connected to stays");
        }
        List<Bundle> resolved = closure.stream().filter(b -> b.getState() != Bundle.INSTALLED || b.adapt(BundleRevision.class) == null).toList();
        if (!inventory.refreshable(resolved)) {
            return;
        }
        var done = new CountDownLatch(1);
        inventory.wiring().refreshBundles(closure, event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                done.countDown();
            }
        });
        try {
            if (!done.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
                throw new Problem(Problem.Kind.TIMEOUT, "the framework does not connect bundles anew", "restart the workbench");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
