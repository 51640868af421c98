package mezzotint.mcp.tools;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.ArtifactQuery;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Passport;
import mezzotint.plugin.Names;
import mezzotint.plugin.Problem;

/** Looks artifacts up by their names, and says which are near where there is none. */
record CatalogNames(Catalog catalog, LocalDate day) {

    private static final int NEAREST = 5;
    /** Below this share of common triples of letters two names have nothing to do with each other. */
    private static final double ALIKE = .4;

    /** @throws Problem of kind {@code MISSING}, with the nearest names */
    Passport find(String name) {
        return catalog.find(name, day).orElseThrow(() -> {
            List<String> near = nearest(name);
            return new Problem(Problem.Kind.MISSING, "the catalog has nothing called " + name + " on " + day,
                    near.isEmpty() ? "no name is near; describe it to the tool search" : "the nearest are " + String.join(", ", near) + "; or describe it to the tool search");
        });
    }

    private List<String> nearest(String name) {
        Set<String> asked = triples(name);
        return catalog.list(ArtifactQuery.all(), day).stream().map(artifact -> Map.entry(artifact.id(), alike(asked, artifact))).filter(e -> e.getValue() >= ALIKE)
                .sorted(Comparator.comparing((Map.Entry<String, Double> e) -> -e.getValue()).thenComparing(Map.Entry::getKey)).limit(NEAREST).map(Map.Entry::getKey).toList();
    }

    /** To its id, to the part behind the vendor, or to its name, whichever is the nearest. */
    private static double alike(Set<String> asked, Artifact artifact) {
        String id = artifact.id();
        return Math.max(shared(asked, triples(id)), Math.max(shared(asked, triples(id.substring(id.indexOf('/') + 1))), shared(asked, triples(artifact.name()))));
    }

    /** Dice's coefficient. */
    private static double shared(Set<String> some, Set<String> others) {
        long both = some.stream().filter(others::contains).count();
        return 2.0 * both / (some.size() + others.size());
    }

    private static Set<String> triples(String name) {
        String key = "^" + Names.key(name) + "$";
        var out = new HashSet<String>();
        for (int i = 0; i + 3 <= key.length(); i++) {
            out.add(key.substring(i, i + 3));
        }
        return out;
    }
}
