package mezzotint.manager.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.manage.Plan;
import mezzotint.manage.Wish;
import mezzotint.manager.installed.Inventory;
import mezzotint.manager.installed.JarPlacement;
import mezzotint.manager.installed.Ledger;
import mezzotint.manager.installed.RevocationCheck;
import mezzotint.manager.installed.Starter;
import mezzotint.manager.jar.AdmittedJar;
import mezzotint.manager.settings.Configurations;
import mezzotint.manager.settings.SettingsChange;
import mezzotint.plugin.Problem;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Resource;

/** Turns a wish into a plan and the targets of its bundles. Reads and fetches; changes nothing. */
public final class Planner {

    private final JarSelection selection;
    private final Inventory inventory;
    private final Ledger ledger;
    private final Starter starter;
    private final JarPlacement placement;
    private final Configurations configurations;
    private final RevocationCheck revocations;
    private final PublisherCheck publisherCheck;
    private final PluginIds ids;

    public Planner(JarSelection selection, Inventory inventory, Ledger ledger, Starter starter, JarPlacement placement, Configurations configurations,
            RevocationCheck revocations, PublisherCheck publisherCheck, PluginIds ids) {
        this.selection = selection;
        this.inventory = inventory;
        this.ledger = ledger;
        this.starter = starter;
        this.placement = placement;
        this.configurations = configurations;
        this.revocations = revocations;
        this.publisherCheck = publisherCheck;
        this.ids = ids;
    }

    /** @throws Problem if the wish cannot be met */
    public Draft plan(Wish wish, String by, TrustSnapshot snapshot) {
        wish.removed().forEach(inventory::managed);
        Map<String, AdmittedJar> incoming = selection.select(wish);
        incoming.replaceAll((name, admitted) -> publisherCheck.judge(admitted));
        Stream.concat(wish.on().stream(), wish.off().stream()).filter(n -> !incoming.containsKey(n)).forEach(inventory::managed);
        wish.on().stream().filter(n -> !incoming.containsKey(n)).sorted().map(inventory::managed).filter(b -> !Inventory.isOn(b)).forEach(revocations::admit);
        Set<String> idle = idle(incoming, wish);
        var leaving = new HashSet<>(wish.removed());
        leaving.addAll(idle);
        ids.check(incoming.values(), leaving);
        var steps = new TargetPlanner(inventory, ledger, starter, incoming, wish, idle, placement, settings(incoming, wish, idle));
        Plan plan = steps.plan(UUID.randomUUID().toString());
        List<String> warnings = Stream.of(plan.warnings(), publisherCheck.warnings(incoming.values()), ids.warnings(incoming.values(), leaving)).flatMap(List::stream).toList();
        return new Draft(wish, new Plan(plan.id(), plan.steps(), plan.consent(), warnings), steps.targets(), steps.jars(), by, snapshot);
    }

    /** What is to be set, by the name of the bundle. */
    private Map<String, SettingsChange> settings(Map<String, AdmittedJar> incoming, Wish wish, Set<String> idle) {
        var settings = new TreeMap<String, SettingsChange>();
        wish.settings().forEach((name, wanted) -> {
            AdmittedJar admitted = incoming.get(name);
            Bundle bundle = admitted == null ? inventory.managed(name) : inventory.find(name).orElse(null);
            if (!wish.removed().contains(name) && !idle.contains(name)) {
                settings.put(name, configurations.change(name, wanted, bundle, admitted == null ? null : admitted.jar().bytes()));
            }
        });
        return settings;
    }

    /** Names of the bundles that came as dependencies, and that nothing will need any more. */
    private Set<String> idle(Map<String, AdmittedJar> incoming, Wish wish) {
        Map<String, Resource> after = new TreeMap<>();
        inventory.managed().forEach(b -> after.put(b.getSymbolicName(), b.adapt(BundleRevision.class)));
        after.keySet().removeAll(wish.removed());
        incoming.forEach((name, admitted) -> after.put(name, admitted.jar().resource()));
        Set<String> wanted = after.keySet().stream().filter(n -> isWanted(n, incoming, wish)).collect(Collectors.toSet());
        return new Dependencies(after).idle(wanted);
    }

    private boolean isWanted(String name, Map<String, AdmittedJar> incoming, Wish wish) {
        boolean before = inventory.find(name).isPresent() && ledger.find(name).map(Ledger.Entry::wanted).orElse(true);
        AdmittedJar admitted = incoming.get(name);
        return before || admitted != null && admitted.wanted() || wish.sought().stream().anyMatch(s -> s.name().equals(name));
    }
}
