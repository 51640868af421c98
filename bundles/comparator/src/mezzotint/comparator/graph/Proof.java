package mezzotint.comparator.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import mezzotint.catalog.ArtifactAlias;
import mezzotint.catalog.Capability;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Source;
import mezzotint.comparator.graph.Neighbour.Evidence;
import mezzotint.comparator.graph.Neighbour.Kind;
import mezzotint.comparator.compare.Verdict;
import mezzotint.comparator.search.SearchIndex;
import mezzotint.libs.search.Passage;

/**
 * Says for each neighbour why it is one, by whom and since when.
 *
 * @param passports of those that are shown
 */
record Proof(Passport centre, Map<String, Passport> passports, PassageTexts texts, SearchIndex.State state) {

    /**
     * @param candidates those that are shown
     * @param tasks of the centre, with how many others do each
     * @param counts how many candidates there are of each kind
     */
    Neighbourhood neighbourhood(Map<Kind, List<Candidates.Candidate>> candidates, Map<String, Long> tasks, Map<Kind, Integer> counts) {
        var all = new EnumMap<Kind, List<Neighbour>>(Kind.class);
        candidates.forEach((kind, found) -> all.put(kind, found.stream().map(one -> neighbour(kind, one)).toList()));
        var every = new EnumMap<Kind, Integer>(counts);
        all.put(Kind.TASK, tasks.entrySet().stream().map(e -> task(e.getKey(), e.getValue())).toList());
        all.put(Kind.SAME, names());
        for (Kind kind : List.of(Kind.TASK, Kind.SAME)) {
            every.put(kind, all.get(kind).size());
            all.computeIfPresent(kind, (k, found) -> found.subList(0, Math.min(found.size(), k.most())));
        }
        every.values().removeIf(count -> count == 0);
        return new Neighbourhood(centre.artifact(), centre.asOf().toString(), texts.by(), all.values().stream().flatMap(List::stream).toList(), every);
    }

    private Neighbour neighbour(Kind kind, Candidates.Candidate one) {
        Passport other = passports.get(one.id());
        boolean measured = one.nearness() != null && kind != Kind.LINEAGE;
        return new Neighbour(kind, one.id(), other == null ? one.id() : other.artifact().name(), other == null ? "" : other.artifact().type(), measured ? one.nearness().value() : Double.NaN,
                measured ? one.nearness().parts() : Map.of(), evidence(kind, one, other));
    }

    private List<Evidence> evidence(Kind kind, Candidates.Candidate one, Passport other) {
        var out = new ArrayList<Evidence>();
        one.stated().forEach(r -> out.add(new Evidence("relation", r.from() + " " + r.kind() + " " + r.to(), List.of(), null, r.source(), date(centre, r.source()))));
        if (other == null || kind == Kind.LINEAGE) {
            return out;
        }
        Set<String> ours = Verdict.tasks(centre);
        if (kind == Kind.ALTERNATIVE) {
            Verdict.tasks(other).stream().filter(ours::contains).forEach(task -> out.add(said("task", task, task, other)));
        }
        if (kind == Kind.COMPLEMENT && one.chain() != null) {
            out.add(said("chain", one.chain().text(), one.chain().task(), other));
        }
        match(one.id(), other).ifPresent(out::add);
        return out;
    }

    /** The capability or description that is most like one of the centre's. */
    private Optional<Evidence> match(String id, Passport other) {
        return texts.best(centre.artifact().id(), id).filter(match -> match.value() > 0).map(match -> {
            String source = other.capabilities().stream().filter(c -> c.id().equals(match.theirs().id())).map(Capability::source).findFirst().orElse(other.artifact().source());
            String ours = name(match.ours(), centre);
            String theirs = name(match.theirs(), other);
            boolean meaning = texts.by().equals("meaning");
            return new Evidence("match", "“" + ours + "” and “" + theirs + "”", PassageTexts.shared(match), meaning ? (Double) match.value() : null, source, date(other, source));
        });
    }

    /** Of the capability that a passage tells of, or of all of the artifact. */
    private String name(Passage passage, Passport owner) {
        return passage.id().equals(passage.owner()) ? owner.artifact().name() : state.names().get(passage.id());
    }

    private Neighbour task(String task, long others) {
        return new Neighbour(Kind.TASK, task, task, "", Double.NaN, Map.of(), List.of(said("task", task + ": " + others + " others", task, centre)));
    }

    /** Who says that an artifact does a task: of a capability, or of all of it. */
    private static Evidence said(String what, String value, String task, Passport passport) {
        Optional<Capability> capability = passport.capabilities().stream().filter(c -> task.equals(c.task())).findFirst();
        if (capability.isPresent()) {
            return new Evidence(what, value, List.of(), null, capability.get().source(), date(passport, capability.get().source()));
        }
        return passport.facts("task").stream().filter(f -> f.value().equals(task)).findFirst()
                .map(f -> new Evidence(what, value, List.of(), null, f.source(), f.observed() == null ? date(passport, f.source()) : f.observed().toString())).orElseThrow();
    }

    /** The names that are not the id, the surest first. */
    private List<Neighbour> names() {
        var byName = new TreeMap<String, ArtifactAlias>();
        centre.aliases().stream().filter(a -> !a.name().equalsIgnoreCase(centre.artifact().id())).forEach(a -> byName.merge(a.name(), a, (x, y) -> x.confidence() >= y.confidence() ? x : y));
        return byName.values().stream().sorted(Comparator.comparingDouble(ArtifactAlias::confidence).reversed().thenComparing(ArtifactAlias::name))
                .map(a -> new Neighbour(Kind.SAME, a.name(), a.name(), "", Double.NaN, Map.of(), List.of(new Evidence("name", a.name(), List.of(), null, a.source(), date(centre, a.source()))))).toList();
    }

    private static String date(Passport passport, String source) {
        Source found = passport.sources().get(source);
        return found == null ? null : found.date().toString();
    }
}
