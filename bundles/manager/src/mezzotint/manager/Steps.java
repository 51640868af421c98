package mezzotint.manager;

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
import mezzotint.manager.settings.Tuning;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Resource;

/** What has to be done to each bundle so that a wish is met. */
final class Steps {

    private static final String IDLE = "needed by nobody any more";

    private final Inventory inventory;
    private final Ledger ledger;
    private final Map<String, Arrival> arrivals;
    private final Wish wish;
    private final Set<String> idle;
    private final Placing placing;
    private final Map<String, Tuning> tunings;
    /** Names of bundles that cannot be connected anew now. */
    private final Set<String> fixed = new TreeSet<>();
    /** What bundles hang in, by their names: some that are to change, or are connected to what is replaced. */
    private final Map<String, String> hung = new TreeMap<>();

    /**
     * @param idle names of what goes since nobody needs it any more
     * @param tunings how settings become others, by the name of the bundle
     */
    Steps(Inventory inventory, Ledger ledger, Starter starter, Map<String, Arrival> arrivals, Wish wish, Set<String> idle, Placing placing,
            Map<String, Tuning> tunings) {
        this.inventory = inventory;
        this.ledger = ledger;
        this.arrivals = arrivals;
        this.wish = wish;
        this.idle = idle;
        this.placing = placing;
        this.tunings = tunings;
        for (String name : leaving()) {
            inventory.find(name).filter(b -> !inventory.refreshable(inventory.closure(List.of(b)))).ifPresent(b -> fixed.add(name));
        }
        List<Bundle> replaced = leaving().stream().flatMap(n -> inventory.find(n).stream()).toList();
        Stream<Bundle> switched = Stream.of(wish.on(), wish.off(), tuned()).flatMap(Set::stream).flatMap(n -> inventory.find(n).stream());
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
        names.addAll(arrivals.keySet());
        return names;
    }

    private Set<String> tuned() {
        return tunings.entrySet().stream().filter(t -> !t.getValue().changes().isEmpty()).map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    Plan plan(String id) {
        var steps = new ArrayList<Step>();
        arrivals.values().stream().sorted(Comparator.comparing(Arrival::wanted).reversed()).forEach(a -> steps.add(arrive(a)));
        switched(wish.on(), false).forEach(b -> steps.add(step(Action.START, b, Plan.WANTED)));
        switched(wish.off(), true).forEach(b -> steps.add(step(Action.STOP, b, Plan.WANTED)));
        wish.removed().stream().sorted().forEach(n -> steps.add(step(Action.REMOVE, inventory.managed(n), Plan.WANTED)));
        idle.stream().filter(n -> inventory.find(n).isPresent()).forEach(n -> steps.add(step(Action.REMOVE, inventory.managed(n), IDLE)));
        tuned().stream().sorted().forEach(n -> steps.add(tune(n)));
        boolean consent = steps.stream().anyMatch(s -> s.verdict().map(v -> v.consent()).orElse(false));
        return new Plan(id, steps, consent, warnings());
    }

    private Step arrive(Arrival arrival) {
        Optional<Bundle> old = inventory.find(arrival.name());
        int newer = old.map(b -> arrival.jar().version().compareTo(Version.parseVersion(ledger.version(b)))).orElse(0);
        Action action = old.isEmpty() ? Action.INSTALL : newer < 0 ? Action.DOWNGRADE : Action.UPDATE;
        return new Step(action, arrival.name(), arrival.jar().version().toString(), old.map(ledger::version).orElse(""),
                Optional.of(arrival.origin()), Optional.of(arrival.verdict()), why(arrival), isLate());
    }

    private String why(Arrival arrival) {
        if (arrival.wanted()) {
            return Plan.WANTED;
        }
        Map<String, Resource> resources = new TreeMap<>();
        arrivals.forEach((name, a) -> resources.put(name, a.jar().resource()));
        return "needed by " + String.join(" and ", new Dependencies(resources).neededBy(arrival.name()));
    }

    /** Those of the named bundles that are to be switched, and not replaced as well. */
    private Stream<Bundle> switched(Set<String> names, boolean from) {
        return names.stream().sorted().filter(n -> !arrivals.containsKey(n)).map(inventory::managed).filter(b -> Inventory.isOn(b) == from);
    }

    private Step step(Action action, Bundle bundle, String why) {
        String version = ledger.version(bundle);
        return new Step(action, bundle.getSymbolicName(), version, version, Optional.empty(), Optional.empty(), why, isLate());
    }

    private Step tune(String name) {
        Arrival arrival = arrivals.get(name);
        String version = arrival != null ? arrival.jar().version().toString() : ledger.version(inventory.managed(name));
        return new Step(Action.SET, name, version, version, Optional.empty(), Optional.empty(), Plan.WANTED, isLate(), tunings.get(name).changes());
    }

    private List<String> warnings() {
        var warnings = new ArrayList<String>();
        if (!fixed.isEmpty()) {
            warnings.add("all of this takes effect at the next start, since native code hangs on " + String.join(" and ", fixed)
                    + " and cannot be loaded twice");
        }
        hung.forEach((name, how) -> warnings.add(name + " " + how + ", and nothing can be done with it before the next start"));
        tunings.values().forEach(t -> warnings.addAll(t.warnings()));
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
        tuned().forEach(n -> targets.compute(n, (name, target) -> (target == null ? asItIs(name, Inventory.isOn(inventory.managed(name))) : target)
                .with(tunings.get(name).scope())));
        return List.copyOf(targets.values());
    }

    private Target asItIs(String name, boolean on) {
        return new Target(name, true, null, on, ledger.find(name).orElse(null));
    }

    /** Those whose jars change, that are switched, or that somebody wants now. */
    private List<Target> changed() {
        var targets = new ArrayList<Target>();
        arrivals.values().forEach(a -> targets.add(target(a)));
        switched(wish.on(), false).forEach(b -> targets.add(asItIs(b.getSymbolicName(), true)));
        switched(wish.off(), true).forEach(b -> targets.add(asItIs(b.getSymbolicName(), false)));
        Stream.concat(wish.removed().stream(), idle.stream()).distinct().map(Target::absent).forEach(targets::add);
        Set<String> named = new TreeSet<>(targets.stream().map(Target::name).toList());
        wish.sought().stream().map(Wish.Sought::name).filter(n -> !named.contains(n)).forEach(n -> ledger.find(n).filter(e -> !e.wanted())
                .ifPresent(e -> targets.add(new Target(n, true, null, Inventory.isOn(inventory.managed(n)), e.whenWanted()))));
        return targets;
    }

    private Target target(Arrival arrival) {
        String name = arrival.name();
        Optional<Bundle> old = inventory.find(name);
        boolean on = wish.on().contains(name) || !wish.off().contains(name) && old.map(Inventory::isOn).orElse(true);
        boolean wanted = arrival.wanted() || old.isPresent() && ledger.find(name).map(Ledger.Entry::wanted).orElse(true);
        return new Target(name, true, placing.of(arrival.verdict()), on, placing.entry(arrival, wanted).orElse(null));
    }

    /** The jars that come in. */
    List<Parcel> jars() {
        return arrivals.values().stream().map(a -> new Parcel(a.jar().bytes(), a.signature(), a.origin())).toList();
    }
}
