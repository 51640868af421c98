package mezzotint.comparator.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Relation;
import mezzotint.comparator.compare.Verdict;
import mezzotint.comparator.search.ArtifactTraits;
import mezzotint.comparator.search.Nearness;
import mezzotint.comparator.search.TaskFlow;

/** The artifacts that may be shown around one, best first, found in memory: a walk through all of the index for each kind. */
final class Candidates {

    /** So many of one vendor come before the next vendor's: eight releases of one model are one alternative. */
    private static final int OF_ONE_VENDOR = 2;
    private static final Set<String> COMPLEMENTS = Set.of("integrates", "depends-on", "complements");
    private static final Set<String> LINEAGE = Set.of("supersedes", "derived-from");

    /**
     * An artifact.
     *
     * @param nearness null where a source states the tie and the catalog does not know the artifact
     * @param stated relations that tie it
     * @param chain how its tasks go on from those of the centre, or lead to them; null if they do not
     */
    record Candidate(String id, Nearness nearness, List<Relation> stated, Chain chain) {

        private double value() {
            return nearness == null ? 0 : nearness.value();
        }
    }

    /**
     * What one gives and the other takes.
     *
     * @param task of the other
     * @param text in words
     */
    record Chain(String task, String text) {}

    private final String id;
    private final Passport centre;
    private final Nearness.Side own;
    private final Map<String, Nearness.Side> sides;
    private final PassageTexts texts;
    private final Map<String, Optional<Chain>> chains = new HashMap<>();

    Candidates(Passport centre, Map<String, Nearness.Side> sides, PassageTexts texts) {
        this.id = centre.artifact().id();
        this.centre = centre;
        this.sides = sides;
        this.own = sides.getOrDefault(id, new Nearness.Side(centre.artifact().type(), Verdict.tasks(centre), ArtifactTraits.of(centre)));
        this.texts = texts;
    }

    /** What does one of its tasks too, and what a source calls an alternative. */
    List<Candidate> alternatives() {
        return ranked(side -> side.tasks().stream().anyMatch(own.tasks()::contains), Set.of("alternative-to"));
    }

    /** What is alike in words, for an artifact whose tasks nobody knows; none for others. */
    List<Candidate> similar() {
        return own.tasks().isEmpty() ? ranked(side -> side.type().equals(own.type()), Set.of()) : List.of();
    }

    /** What a source says works with it, and what takes what it gives, or gives what it takes; no alternative is one. */
    List<Candidate> complements() {
        return ranked(side -> side.tasks().stream().noneMatch(own.tasks()::contains) && chain(side.tasks()) != null, COMPLEMENTS);
    }

    List<Candidate> lineage() {
        return ranked(side -> false, LINEAGE);
    }

    /** Each of its tasks, with how many others do it. */
    Map<String, Long> tasks() {
        var out = new LinkedHashMap<String, Long>();
        own.tasks().forEach(task -> out.put(task, sides.entrySet().stream().filter(e -> !e.getKey().equals(id) && e.getValue().tasks().contains(task)).count()));
        return out;
    }

    private Chain chain(Set<String> theirs) {
        return theirs.stream().flatMap(task -> chains.computeIfAbsent(task, this::chain).stream()).findFirst().orElse(null);
    }

    private Optional<Chain> chain(String task) {
        return own.tasks().stream().flatMap(ours -> link(ours, task).or(() -> link(task, ours)).stream()).findFirst().map(text -> new Chain(task, text));
    }

    private static Optional<String> link(String a, String b) {
        return TaskFlow.of(a).flatMap(from -> TaskFlow.of(b).map(from::into)).filter(shared -> !shared.isEmpty()).map(shared -> "%s gives %s, which %s takes".formatted(a, String.join(" and ", shared), b));
    }

    private List<Candidate> ranked(Predicate<Nearness.Side> fits, Set<String> kinds) {
        Map<String, List<Relation>> stated = stated(kinds);
        Stream<String> found = sides.entrySet().stream().filter(e -> !e.getKey().equals(id) && fits.test(e.getValue())).map(Map.Entry::getKey);
        List<Candidate> all = Stream.concat(stated.keySet().stream(), found).distinct().map(other -> candidate(other, stated.getOrDefault(other, List.of())))
                .sorted(Comparator.comparing((Candidate c) -> c.stated().isEmpty()).thenComparing(Comparator.comparingDouble(Candidate::value).reversed()).thenComparing(Candidate::id)).toList();
        return varied(all);
    }

    private Map<String, List<Relation>> stated(Set<String> kinds) {
        return centre.relations().stream().filter(r -> kinds.contains(r.kind())).collect(Collectors.groupingBy(r -> r.from().equals(id) ? r.to() : r.from(), TreeMap::new, Collectors.toList()));
    }

    private Candidate candidate(String other, List<Relation> stated) {
        Nearness.Side side = sides.get(other);
        return side == null ? new Candidate(other, null, stated, null)
                : new Candidate(other, Nearness.of(own, side, texts.best(id, other).map(PassageTexts.Match::value).orElse(0.0)), stated, chain(side.tasks()));
    }

    /** In the same order, but of each vendor only the first ones; its others come behind those of all. */
    private static List<Candidate> varied(List<Candidate> all) {
        var seen = new HashMap<String, Integer>();
        var first = new ArrayList<Candidate>();
        var later = new ArrayList<Candidate>();
        for (Candidate one : all) {
            boolean more = one.stated().isEmpty() && seen.merge(one.id().split("/")[0], 1, Integer::sum) > OF_ONE_VENDOR;
            (more ? later : first).add(one);
        }
        first.addAll(later);
        return first;
    }
}
