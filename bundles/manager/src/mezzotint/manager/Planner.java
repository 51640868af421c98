package mezzotint.manager;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.manage.Origin;
import mezzotint.manage.Parcel;
import mezzotint.manage.Plan;
import mezzotint.manage.Wish;
import mezzotint.manager.settings.Configurations;
import mezzotint.manager.settings.Tuning;
import mezzotint.plugin.Problem;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Resource;

/** Works out what a wish comes to. Reads and fetches; changes nothing. */
record Planner(Inventory inventory, Ledger ledger, Starter starter, Sources sources, Gate gate, Placing placing, Recovery recovery, Fingerprints fingerprints,
        Configurations configurations, RevocationCheck revocations, Succession succession, PluginIds ids) {

    /** @throws Problem if the wish cannot be met */
    Draft plan(Wish wish, String by, Epoch epoch) {
        wish.removed().forEach(inventory::managed);
        Map<String, Arrival> arrivals = parcels(wish);
        bringBack(arrivals, wish);
        bringDependencies(arrivals, wish);
        arrivals.replaceAll((name, arrival) -> succession.judge(arrival));
        Stream.concat(wish.on().stream(), wish.off().stream()).filter(n -> !arrivals.containsKey(n)).forEach(inventory::managed);
        wish.on().stream().filter(n -> !arrivals.containsKey(n)).sorted().map(inventory::managed).filter(b -> !Inventory.isOn(b)).forEach(revocations::admit);
        Set<String> idle = idle(arrivals, wish);
        var leaving = new HashSet<>(wish.removed());
        leaving.addAll(idle);
        ids.check(arrivals.values(), leaving);
        var steps = new Steps(inventory, ledger, starter, arrivals, wish, idle, placing, tunings(arrivals, wish, idle));
        Plan plan = steps.plan(UUID.randomUUID().toString());
        List<String> warnings = Stream.of(plan.warnings(), succession.warnings(arrivals.values()), ids.warnings(arrivals.values(), leaving)).flatMap(List::stream).toList();
        return new Draft(wish, new Plan(plan.id(), plan.steps(), plan.consent(), warnings), steps.targets(), steps.jars(), by, epoch);
    }

    /** How settings become others, by the name of the bundle. */
    private Map<String, Tuning> tunings(Map<String, Arrival> arrivals, Wish wish, Set<String> idle) {
        var tunings = new TreeMap<String, Tuning>();
        wish.settings().forEach((name, wanted) -> {
            Arrival arrival = arrivals.get(name);
            Bundle bundle = arrival == null ? inventory.managed(name) : inventory.find(name).orElse(null);
            if (!wish.removed().contains(name) && !idle.contains(name)) {
                tunings.put(name, configurations.tune(name, wanted, bundle, arrival == null ? null : arrival.jar().bytes()));
            }
        });
        return tunings;
    }

    private Map<String, Arrival> parcels(Wish wish) {
        var arrivals = new LinkedHashMap<String, Arrival>();
        for (Parcel parcel : wish.parcels()) {
            put(gate.admit(parcel), arrivals, wish);
        }
        for (Wish.Exact exact : wish.exact()) {
            if (!isHere(exact)) {
                put(recovery.find(exact), arrivals, wish);
            }
        }
        return arrivals;
    }

    private void put(Arrival arrival, Map<String, Arrival> arrivals, Wish wish) {
        checkReplaceable(arrival.name());
        if (arrivals.put(arrival.name(), arrival) != null || wish.removed().contains(arrival.name())) {
            throw Problem.invalid(arrival.name() + " is wanted twice, in different ways", "send it once");
        }
    }

    /** What is sought by its name alone, ships, and has been replaced by a jar from elsewhere than a repository, is brought back as it ships. */
    private void bringBack(Map<String, Arrival> arrivals, Wish wish) {
        wish.sought().stream().filter(s -> s.version().isEmpty() && !arrivals.containsKey(s.name())).map(Wish.Sought::name)
                .filter(name -> ledger.find(name).filter(e -> e.origin().kind() != Origin.Kind.REPOSITORY).isPresent())
                .forEach(name -> sources.items().filter(i -> Words.name(i.resource()).equals(name) && i.source().isBundled()).findFirst()
                        .ifPresent(i -> put(gate.admit(i, true), arrivals, wish)));
    }

    /** A bundle of the distribution may have been built anew since. */
    private boolean isHere(Wish.Exact exact) {
        return inventory.find(exact.name()).filter(b -> fingerprints.chosen(b).equals(exact.sha256())
                || Recovery.isBundled(exact) && ledger.find(exact.name()).isEmpty() && b.getVersion().toString().equals(exact.version())).isPresent();
    }

    private void checkReplaceable(String name) {
        if (inventory.isWorkbench(name) || inventory.find(name).filter(b -> !Inventory.isManaged(b)).isPresent()) {
            throw new Problem(Problem.Kind.CONFLICT, name + " is a part of the workbench itself", "give the plugin another symbolic name");
        }
    }

    /** Adds what the arrivals need, and what it needs, until nothing is missing. */
    private void bringDependencies(Map<String, Arrival> arrivals, Wish wish) {
        Map<Resource, Sources.Item> items = sources.items().collect(Collectors.toMap(Sources.Item::resource, i -> i, (a, b) -> a, LinkedHashMap::new));
        List<Wish.Sought> sought = wish.sought().stream().filter(s -> !arrivals.containsKey(s.name())).toList();
        sought.forEach(s -> checkOffered(s, items.values()));
        List<Resource> chosen;
        do {
            var leaving = new HashSet<>(wish.removed());
            leaving.addAll(arrivals.keySet());
            List<Wish.Sought> open = sought.stream().filter(s -> !arrivals.containsKey(s.name())).toList();
            chosen = new Resolution(inventory, arrivals.values().stream().map(a -> a.jar().resource()).toList(), leaving, offers(items, arrivals, wish))
                    .seek(open).resolve();
            for (Resource each : chosen) {
                checkReplaceable(Words.name(each));
                boolean wanted = sought.stream().anyMatch(s -> s.name().equals(Words.name(each)));
                arrivals.put(Words.name(each), gate.admit(items.get(each), wanted));
            }
        } while (!chosen.isEmpty());
    }

    private void checkOffered(Wish.Sought sought, Collection<Sources.Item> items) {
        List<String> versions = items.stream().filter(i -> Words.name(i.resource()).equals(sought.name()))
                .map(i -> Words.version(i.resource()).toString()).distinct().toList();
        boolean here = inventory.find(sought.name()).filter(b -> sought.version().isEmpty() || b.getVersion().toString().equals(sought.version())).isPresent();
        if (here || (sought.version().isEmpty() ? !versions.isEmpty() : versions.contains(sought.version()))) {
            return;
        }
        throw new Problem(Problem.Kind.MISSING, "no repository has " + (sought.name() + " " + sought.version()).strip(),
                versions.isEmpty() ? "search the repositories, or add one that has it" : "choose among the versions " + String.join(", ", versions));
    }

    /** What may come from the repositories: not what was chosen already, what is to go, or what is no user's affair. */
    private Map<Resource, String> offers(Map<Resource, Sources.Item> items, Map<String, Arrival> arrivals, Wish wish) {
        var offers = new LinkedHashMap<Resource, String>();
        items.forEach((resource, item) -> {
            String name = Words.name(resource);
            boolean same = inventory.find(name).filter(b -> b.getVersion().equals(Words.version(resource)) && !wish.removed().contains(name)).isPresent();
            if (!same && !arrivals.containsKey(name) && !wish.removed().contains(name)) {
                offers.put(resource, item.source().entry().name());
            }
        });
        return offers;
    }

    /** Names of what came for others that will have no use for it any more. */
    private Set<String> idle(Map<String, Arrival> arrivals, Wish wish) {
        Map<String, Resource> after = new TreeMap<>();
        inventory.managed().forEach(b -> after.put(b.getSymbolicName(), b.adapt(BundleRevision.class)));
        after.keySet().removeAll(wish.removed());
        arrivals.forEach((name, arrival) -> after.put(name, arrival.jar().resource()));
        Set<String> wanted = after.keySet().stream().filter(n -> isWanted(n, arrivals, wish)).collect(Collectors.toSet());
        return new Dependencies(after).idle(wanted);
    }

    private boolean isWanted(String name, Map<String, Arrival> arrivals, Wish wish) {
        boolean before = inventory.find(name).isPresent() && ledger.find(name).map(Ledger.Entry::wanted).orElse(true);
        Arrival arrival = arrivals.get(name);
        return before || arrival != null && arrival.wanted() || wish.sought().stream().anyMatch(s -> s.name().equals(name));
    }
}
