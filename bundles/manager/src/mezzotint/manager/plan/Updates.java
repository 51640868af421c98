package mezzotint.manager.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import mezzotint.manage.Wish;
import mezzotint.manager.installed.Inventory;
import mezzotint.manager.jar.RequirementText;
import mezzotint.manager.repository.RepositoryList;
import mezzotint.plugin.Problem;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;

/** Plans updates so that one which cannot work here keeps no other from being made. */
public final class Updates {

    private final Inventory inventory;
    private final RepositoryList repositories;

    public Updates(Inventory inventory, RepositoryList repositories) {
        this.inventory = inventory;
        this.repositories = repositories;
    }

    /**
     * Plans a wish. What is installed and sought in no certain version becomes the newest that works here; where that is not the newest of
     * all, a warning says why.
     *
     * @param planner plans a wish as it is
     * @throws Problem if the rest of the wish cannot be met
     */
    public Draft plan(Wish wish, Function<Wish, Draft> planner) {
        Map<String, List<String>> newer = newer(wish);
        if (newer.isEmpty()) {
            return planner.apply(wish);
        }
        Set<String> open = new TreeSet<>(newer.keySet());
        try {
            Draft all = planner.apply(wish);
            open.removeIf(name -> brings(all, name, newer.get(name).get(0)));
            if (open.isEmpty()) {
                return all;
            }
        } catch (Problem e) {
            // who is to blame is found out below
        }
        return piecewise(wish, planner, newer, open);
    }

    /** Adds updates one after another, as long as another one can be made together with those before. */
    private static Draft piecewise(Wish wish, Function<Wish, Draft> planner, Map<String, List<String>> newer, Set<String> open) {
        Wish part = without(wish, open);
        Map<String, String> reasons = new TreeMap<>();
        boolean more = true;
        while (more) {
            more = false;
            for (String name : List.copyOf(open)) {
                Optional<Wish> longer = add(part, name, newer.get(name), planner, reasons);
                if (longer.isPresent()) {
                    part = longer.get();
                    open.remove(name);
                    more = true;
                }
            }
        }
        return planner.apply(part).meeting(wish, reasons.values());
    }

    private static Optional<Wish> add(Wish part, String name, List<String> versions, Function<Wish, Draft> planner, Map<String, String> reasons) {
        reasons.remove(name);
        for (String version : versions) {
            try {
                Wish longer = part.install(name, version);
                planner.apply(longer);
                return Optional.of(longer);
            } catch (Problem e) {
                reasons.putIfAbsent(name, "leaves out " + name + " " + version + ": " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    private static boolean brings(Draft draft, String name, String version) {
        return draft.plan().steps().stream().anyMatch(s -> s.name().equals(name) && s.version().equals(version));
    }

    private static Wish without(Wish wish, Set<String> names) {
        List<Wish.Sought> sought = wish.sought().stream().filter(s -> !(s.version().isEmpty() && names.contains(s.name()))).toList();
        return new Wish(wish.parcels(), sought, wish.exact(), wish.on(), wish.off(), wish.removed(), wish.settings());
    }

    /** Versions above the one that is here, newest first, of what is sought in any. */
    private Map<String, List<String>> newer(Wish wish) {
        var newer = new LinkedHashMap<String, List<String>>();
        wish.sought().stream().filter(s -> s.version().isEmpty() && !wish.removed().contains(s.name())).map(Wish.Sought::name).forEach(name -> {
            Optional<Version> here = inventory.find(name).filter(Inventory::isManaged).map(Bundle::getVersion);
            List<String> versions = here.map(h -> newer(name, h).toList()).orElse(List.of());
            if (!versions.isEmpty()) {
                newer.put(name, versions);
            }
        });
        return newer;
    }

    private Stream<String> newer(String name, Version here) {
        return repositories.items().map(RepositoryList.Item::resource).filter(r -> RequirementText.name(r).equals(name)).map(RequirementText::version)
                .filter(v -> v.compareTo(here) > 0).map(Version::toString).distinct();
    }
}
