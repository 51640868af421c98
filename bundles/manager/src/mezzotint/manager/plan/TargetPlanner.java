package mezzotint.manager.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.manage.Parcel;
import mezzotint.manage.Plan;
import mezzotint.manage.Plan.Action;
import mezzotint.manage.Plan.Step;
import mezzotint.manage.Wish;
import mezzotint.manager.installed.Inventory;
import mezzotint.manager.installed.JarPlacement;
import mezzotint.manager.installed.Ledger;
import mezzotint.manager.installed.Starter;
import mezzotint.manager.installed.Target;
import mezzotint.manager.jar.AdmittedJar;
import mezzotint.manager.settings.SettingsChange;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Resource;

/** What must be done to each bundle so that a wish is met: the steps of a plan, in words, and the targets that carry it out. */
final class TargetPlanner {

    private static final String IDLE = "needed by nobody any more";

    private final Inventory inventory;
    private final Ledger ledger;
    private final Map<String, AdmittedJar> incoming;
    private final Wish wish;
    private final Set<String> idle;
    private final JarPlacement placement;
    private final Map<String, SettingsChange> settings;
    /** Names of bundles that cannot be refreshed now, since native code is loaded in them or in what is wired to them. */
    private final Set<String> fixed = new TreeSet<>();
    /** How bundles hang, in words, by their names: of those that change, and those that are wired to what is replaced. */
    private final Map<String, String> hung = new TreeMap<>();

    /**
     * @param idle names of what goes since nobody needs it any more
     * @param settings what is to be set, by the name of the bundle
     */
    TargetPlanner(Inventory inventory, Ledger ledger, Starter starter, Map<String, AdmittedJar> incoming, Wish wish, Set<String> idle, JarPlacement placement,
            Map<String, SettingsChange> settings) {
        this.inventory = inventory;
        this.ledger = ledger;
        this.incoming = incoming;
        this.wish = wish;
        this.idle = idle;
        this.placement = placement;
        this.settings = settings;
        for (String name : leaving()) {
            inventory.find(name).filter(b -> !inventory.refreshable(inventory.closure(List.of(b)))).ifPresent(b -> fixed.add(name));
        }
        List<Bundle> replaced = leaving().stream().flatMap(n -> inventory.find(n).stream()).toList();
        Stream<Bundle> switched = Stream.of(wish.on(), wish.off(), reconfigured()).flatMap(Set::stream).flatMap(n -> inventory.find(n).stream());
        Stream.concat(switched, replaced.isEmpty() ? Stream.empty() : inventory.closure(replaced).stream()).filter(starter::isStuck)
                .forEach(b -> hung.put(b.getSymbolicName(), Starter.hang(b)));
    }

    /** Whether all of it has to wait for the next start. */
    private boolean isLate() {
        return !fixed.isEmpty() || !hung.isEmpty();
    }

    /** Names of bundles whose classes are replaced or go. */
    private Set<String> leaving() {
        var names = new TreeSet<>(wish.removed());
        names.addAll(idle);
        names.addAll(incoming.keySet());
        return names;
    }

    private Set<String> reconfigured() {
        return settings.entrySet().stream().filter(t -> !t.getValue().changes().isEmpty()).map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    Plan plan(String id) {
        var steps = new ArrayList<Step>();
        incoming.values().stream().sorted(Comparator.comparing(AdmittedJar::wanted).reversed()).forEach(a -> steps.add(install(a)));
        switched(wish.on(), false).forEach(b -> steps.add(step(Action.START, b, Plan.WANTED)));
        switched(wish.off(), true).forEach(b -> steps.add(step(Action.STOP, b, Plan.WANTED)));
        wish.removed().stream().sorted().forEach(n -> steps.add(step(Action.REMOVE, inventory.managed(n), Plan.WANTED)));
        idle.stream().filter(n -> inventory.find(n).isPresent()).forEach(n -> steps.add(step(Action.REMOVE, inventory.managed(n), IDLE)));
        reconfigured().stream().sorted().forEach(n -> steps.add(set(n)));
        boolean consent = steps.stream().anyMatch(s -> s.verdict().map(v -> v.consent()).orElse(false));
        return new Plan(id, steps, consent, warnings());
    }

    private Step install(AdmittedJar admitted) {
        Optional<Bundle> old = inventory.find(admitted.name());
        int newer = old.map(b -> admitted.jar().version().compareTo(Version.parseVersion(ledger.version(b)))).orElse(0);
        Action action = old.isEmpty() ? Action.INSTALL : newer < 0 ? Action.DOWNGRADE : Action.UPDATE;
        return new Step(action, admitted.name(), admitted.jar().version().toString(), old.map(ledger::version).orElse(""),
                Optional.of(admitted.origin()), Optional.of(admitted.verdict()), why(admitted), isLate());
    }

    private String why(AdmittedJar admitted) {
        if (admitted.wanted()) {
            return Plan.WANTED;
        }
        Map<String, Resource> resources = new TreeMap<>();
        incoming.forEach((name, a) -> resources.put(name, a.jar().resource()));
        return "needed by " + String.join(" and ", new Dependencies(resources).neededBy(admitted.name()));
    }

    /** Those of the named bundles that are to be switched, and not replaced as well. */
    private Stream<Bundle> switched(Set<String> names, boolean from) {
        return names.stream().sorted().filter(n -> !incoming.containsKey(n)).map(inventory::managed).filter(b -> Inventory.isOn(b) == from);
    }

    private Step step(Action action, Bundle bundle, String why) {
        String version = ledger.version(bundle);
        return new Step(action, bundle.getSymbolicName(), version, version, Optional.empty(), Optional.empty(), why, isLate());
    }

    private Step set(String name) {
        AdmittedJar admitted = incoming.get(name);
        String version = admitted != null ? admitted.jar().version().toString() : ledger.version(inventory.managed(name));
        return new Step(Action.SET, name, version, version, Optional.empty(), Optional.empty(), Plan.WANTED, isLate(), settings.get(name).changes());
    }

    private List<String> warnings() {
        var warnings = new ArrayList<String>();
        if (!fixed.isEmpty()) {
            warnings.add("all of this takes effect at the next start, since native code hangs on " + String.join(" and ", fixed)
                    + " and cannot be loaded twice");
        }
        hung.forEach((name, how) -> warnings.add(name + " " + how + ", and nothing can be done with it before the next start"));
        settings.values().forEach(t -> warnings.addAll(t.warnings()));
        Map<String, Resource> managed = new TreeMap<>();
        inventory.managed().filter(Inventory::runs).forEach(b -> managed.put(b.getSymbolicName(), b.adapt(BundleRevision.class)));
        var dependencies = new Dependencies(managed);
        switched(wish.off(), true).map(Bundle::getSymbolicName).filter(managed::containsKey)
                .forEach(off -> dependencies.neededBy(off).stream().filter(n -> !wish.off().contains(n) && !leaving().contains(n))
                        .forEach(n -> warnings.add(n + " may not work without " + off)));
        List<Bundle> old = leaving().stream().flatMap(n -> inventory.find(n).stream()).toList();
        if (!old.isEmpty() && !isLate()) {
            inventory.closure(old).stream().filter(b -> !old.contains(b) && Inventory.runs(b))
                    .forEach(b -> warnings.add(b.getSymbolicName() + " is started again, since it is connected to what changes"));
        }
        return warnings;
    }

    List<Target> targets() {
        Map<String, Target> targets = new LinkedHashMap<>();
        changed().forEach(t -> targets.put(t.name(), t));
        reconfigured().forEach(n -> targets.compute(n, (name, target) -> (target == null ? asItIs(name, Inventory.isOn(inventory.managed(name))) : target)
                .with(settings.get(name).scope())));
        return List.copyOf(targets.values());
    }

    private Target asItIs(String name, boolean on) {
        return new Target(name, true, null, on, ledger.find(name).orElse(null));
    }

    /** Those whose jars change, that are switched, or that somebody wants now. */
    private List<Target> changed() {
        var targets = new ArrayList<Target>();
        incoming.values().forEach(a -> targets.add(target(a)));
        switched(wish.on(), false).forEach(b -> targets.add(asItIs(b.getSymbolicName(), true)));
        switched(wish.off(), true).forEach(b -> targets.add(asItIs(b.getSymbolicName(), false)));
        Stream.concat(wish.removed().stream(), idle.stream()).distinct().map(Target::absent).forEach(targets::add);
        Set<String> named = new TreeSet<>(targets.stream().map(Target::name).toList());
        wish.sought().stream().map(Wish.Sought::name).filter(n -> !named.contains(n)).forEach(n -> ledger.find(n).filter(e -> !e.wanted())
                .ifPresent(e -> targets.add(new Target(n, true, null, Inventory.isOn(inventory.managed(n)), e.whenWanted()))));
        return targets;
    }

    private Target target(AdmittedJar admitted) {
        String name = admitted.name();
        Optional<Bundle> old = inventory.find(name);
        boolean on = wish.on().contains(name) || !wish.off().contains(name) && old.map(Inventory::isOn).orElse(true);
        boolean wanted = admitted.wanted() || old.isPresent() && ledger.find(name).map(Ledger.Entry::wanted).orElse(true);
        return new Target(name, true, placement.of(admitted.verdict()), on, placement.entry(admitted, wanted).orElse(null));
    }

    /** The jars that come in. */
    List<Parcel> jars() {
        return incoming.values().stream().map(a -> new Parcel(a.jar().bytes(), a.signature(), a.origin())).toList();
    }
}
