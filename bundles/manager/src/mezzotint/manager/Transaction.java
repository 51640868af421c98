package mezzotint.manager;

import java.io.ByteArrayInputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import mezzotint.manager.settings.Configurations;
import mezzotint.manager.settings.Scope;
import mezzotint.plugin.Problem;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleRevision;

/** Brings bundles into the state that they are to have. Who uses them must have been waited for. */
record Transaction(Inventory inventory, Store store, Ledger ledger, Starter starter, Aside aside, Configurations configurations) {

    private static final long REFRESH_SECONDS = 60;

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
        String jar = !target.changesJar() ? null : entry != null && !aside.has(name) ? entry.sha256() : bundle.getLocation();
        return new Target(name, true, jar, Inventory.isOn(bundle), entry);
    }

    /** What the ledger tells of and the framework does not have. */
    List<Target> lost() {
        return ledger.entries().entrySet().stream()
                .filter(e -> !aside.has(e.getKey()))
                .filter(e -> inventory.find(e.getKey()).filter(b -> b.getVersion().equals(Version.parseVersion(e.getValue().version()))).isEmpty())
                .filter(e -> store.find(e.getValue().sha256()).isPresent())
                .map(e -> new Target(e.getKey(), true, e.getValue().sha256(), true, e.getValue()))
                .toList();
    }

    /** Whether the framework can do nothing with a bundle until the process ends. */
    boolean isStuck(Target target) {
        return inventory.find(target.name()).filter(starter::isStuck).isPresent();
    }

    /** The bundles that somebody may use and that change, and whether they come back at once. */
    Map<Long, Boolean> touched(List<Target> targets) {
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

    /**
     * Makes the bundles as they are to be, and starts those that are to run.
     *
     * @throws BundleException if one cannot be, or does not start; some are changed then
     */
    void apply(List<Target> targets) throws BundleException {
        Collection<Bundle> closure = closure(targets);
        awaitStarts(targets);
        Set<String> names = targets.stream().map(Target::name).collect(Collectors.toSet());
        var running = new LinkedHashSet<Bundle>();
        for (Bundle each : closure) {
            if (Inventory.runs(each) && !names.contains(each.getSymbolicName())) {
                running.add(each);
            }
        }
        try {
            for (Bundle each : running) {
                each.stop(Bundle.STOP_TRANSIENT);
            }
            for (Target target : targets) {
                place(target);
            }
            refresh(closure);
            targets.stream().map(Target::scope).filter(Objects::nonNull).forEach(configurations::write);
        } finally {
            for (Bundle each : running) {
                each.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
            }
        }
        for (Target target : targets) {
            start(target);
        }
    }

    private void awaitStarts(List<Target> targets) throws BundleException {
        for (Target target : targets) {
            Bundle bundle = inventory.find(target.name()).orElse(null);
            if (bundle != null) {
                starter.awaitStart(bundle);
            }
        }
    }

    private void place(Target target) throws BundleException {
        Bundle bundle = inventory.find(target.name()).orElse(null);
        if (bundle != null && Inventory.runs(bundle)) {
            bundle.stop(target.present() && target.on() ? Bundle.STOP_TRANSIENT : 0);
        }
        if (!target.present()) {
            if (bundle != null) {
                bundle.uninstall();
            }
        } else if (target.jar() != null && bundle == null) {
            install(target);
        } else if (target.jar() != null && target.jar().equals(bundle.getLocation())) {
            bundle.update();
        } else if (target.jar() != null) {
            bundle.update(new ByteArrayInputStream(bytes(target.jar())));
        }
    }

    private void install(Target target) throws BundleException {
        if (Placing.isShipped(target.jar())) {
            inventory.context().installBundle(target.jar());
        } else {
            inventory.context().installBundle(Inventory.LOCATION + target.name(), new ByteArrayInputStream(bytes(target.jar())));
        }
    }

    private byte[] bytes(String jar) throws BundleException {
        if (Placing.isShipped(jar)) {
            return Placing.read(jar);
        }
        return store.find(jar).orElseThrow(() -> new BundleException("its jar is not in the store any more"));
    }

    private void start(Target target) throws BundleException {
        Bundle bundle = target.present() ? inventory.find(target.name()).orElse(null) : null;
        if (bundle == null || Inventory.isFragment(bundle)) {
            return;
        }
        if (!target.on()) {
            bundle.stop();
            return;
        }
        try {
            starter.start(bundle);
        } catch (BundleException e) {
            throw new BundleException(target.name() + " " + bundle.getVersion() + " does not start: " + e.getMessage(), e.getType(), e);
        }
    }

    /** Connects bundles anew, so that new classes are used everywhere at once. */
    private void refresh(Collection<Bundle> closure) {
        List<Bundle> resolved = closure.stream().filter(b -> b.getState() != Bundle.INSTALLED || b.adapt(BundleRevision.class) == null).toList();
        if (closure.isEmpty() || !inventory.refreshable(resolved)) {
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
