package mezzotint.manager.plan;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mezzotint.manage.Origin;
import mezzotint.manage.Parcel;
import mezzotint.manage.Wish;
import mezzotint.manager.installed.Fingerprints;
import mezzotint.manager.installed.Inventory;
import mezzotint.manager.installed.Ledger;
import mezzotint.manager.jar.AdmittedJar;
import mezzotint.manager.jar.RequirementText;
import mezzotint.manager.repository.RepositoryList;
import mezzotint.plugin.Problem;
import org.osgi.resource.Resource;

/** Which jars come in so that a wish is met: those that it has with it, those that it names, and what they need. */
public final class JarSelection {

    private final Inventory inventory;
    private final Ledger ledger;
    private final Fingerprints fingerprints;
    private final RepositoryList repositories;
    private final JarAdmission admission;
    private final Recovery recovery;

    public JarSelection(Inventory inventory, Ledger ledger, Fingerprints fingerprints, RepositoryList repositories, JarAdmission admission, Recovery recovery) {
        this.inventory = inventory;
        this.ledger = ledger;
        this.fingerprints = fingerprints;
        this.repositories = repositories;
        this.admission = admission;
        this.recovery = recovery;
    }

    /**
     * The jars by the names of their bundles.
     *
     * @throws Problem if one is not let in, or something that is needed is missing
     */
    Map<String, AdmittedJar> select(Wish wish) {
        Map<String, AdmittedJar> incoming = named(wish);
        bringBack(incoming, wish);
        bringDependencies(incoming, wish);
        return incoming;
    }

    private Map<String, AdmittedJar> named(Wish wish) {
        var incoming = new LinkedHashMap<String, AdmittedJar>();
        for (Parcel parcel : wish.parcels()) {
            put(admission.admit(parcel), incoming, wish);
        }
        for (Wish.Exact exact : wish.exact()) {
            if (!isHere(exact)) {
                put(recovery.find(exact), incoming, wish);
            }
        }
        return incoming;
    }

    private void put(AdmittedJar admitted, Map<String, AdmittedJar> incoming, Wish wish) {
        checkReplaceable(admitted.name());
        if (incoming.put(admitted.name(), admitted) != null || wish.removed().contains(admitted.name())) {
            throw Problem.invalid(admitted.name() + " is wanted twice, in different ways", "send it once");
        }
    }

    /** What is sought by its name alone, ships, and has been replaced by a jar from elsewhere than a repository, is brought back as it ships. */
    private void bringBack(Map<String, AdmittedJar> incoming, Wish wish) {
        wish.sought().stream().filter(s -> s.version().isEmpty() && !incoming.containsKey(s.name())).map(Wish.Sought::name)
                .filter(name -> ledger.find(name).filter(e -> e.origin().kind() != Origin.Kind.REPOSITORY).isPresent())
                .forEach(name -> repositories.items().filter(i -> RequirementText.name(i.resource()).equals(name) && i.repository().isBundled()).findFirst()
                        .ifPresent(i -> put(admission.admit(i, true), incoming, wish)));
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

    /** Adds what the incoming jars need, and what that needs, until nothing is missing. */
    private void bringDependencies(Map<String, AdmittedJar> incoming, Wish wish) {
        Map<Resource, RepositoryList.Item> items = repositories.items().collect(Collectors.toMap(RepositoryList.Item::resource, i -> i, (a, b) -> a, LinkedHashMap::new));
        List<Wish.Sought> sought = wish.sought().stream().filter(s -> !incoming.containsKey(s.name())).toList();
        sought.forEach(s -> checkOffered(s, items.values()));
        List<Resource> chosen;
        do {
            var leaving = new HashSet<>(wish.removed());
            leaving.addAll(incoming.keySet());
            List<Wish.Sought> open = sought.stream().filter(s -> !incoming.containsKey(s.name())).toList();
            chosen = new Resolution(inventory, incoming.values().stream().map(a -> a.jar().resource()).toList(), leaving, offers(items, incoming, wish))
                    .seek(open).resolve();
            for (Resource each : chosen) {
                checkReplaceable(RequirementText.name(each));
                boolean wanted = sought.stream().anyMatch(s -> s.name().equals(RequirementText.name(each)));
                incoming.put(RequirementText.name(each), admission.admit(items.get(each), wanted));
            }
        } while (!chosen.isEmpty());
    }

    private void checkOffered(Wish.Sought sought, Collection<RepositoryList.Item> items) {
        List<String> versions = items.stream().filter(i -> RequirementText.name(i.resource()).equals(sought.name()))
                .map(i -> RequirementText.version(i.resource()).toString()).distinct().toList();
        boolean here = inventory.find(sought.name()).filter(b -> sought.version().isEmpty() || b.getVersion().toString().equals(sought.version())).isPresent();
        if (here || (sought.version().isEmpty() ? !versions.isEmpty() : versions.contains(sought.version()))) {
            return;
        }
        throw new Problem(Problem.Kind.MISSING, "no repository has " + (sought.name() + " " + sought.version()).strip(),
                versions.isEmpty() ? "search the repositories, or add one that has it" : "choose among the versions " + String.join(", ", versions));
    }

    /** What may come from the repositories: not what was chosen already, what is to go, or is here already. */
    private Map<Resource, String> offers(Map<Resource, RepositoryList.Item> items, Map<String, AdmittedJar> incoming, Wish wish) {
        var offers = new LinkedHashMap<Resource, String>();
        items.forEach((resource, item) -> {
            String name = RequirementText.name(resource);
            boolean same = inventory.find(name).filter(b -> b.getVersion().equals(RequirementText.version(resource)) && !wish.removed().contains(name)).isPresent();
            if (!same && !incoming.containsKey(name) && !wish.removed().contains(name)) {
                offers.put(resource, item.repository().entry().name());
            }
        });
        return offers;
    }
}
