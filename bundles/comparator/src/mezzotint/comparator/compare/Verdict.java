package mezzotint.comparator.compare;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.catalog.Capability;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Relation;
import mezzotint.comparator.likeness.Likeness;
import mezzotint.comparator.likeness.Overlap;

/** Whether two artifacts can take each other's place: by the tasks that both do. */
public record Verdict(Passport first, Passport second, Likeness likeness) {

    /** From this share of common tasks on one may stand for the other, and below it for some uses only. */
    private static final double SAME = .5;

    /** The tasks that an artifact does, of its capabilities and of facts; of a plugin the hooks that it fills. */
    public static Set<String> tasks(Passport passport) {
        Stream<String> named = Stream.concat(passport.capabilities().stream().map(Capability::task).filter(Objects::nonNull), passport.facts("task").stream().map(Fact::value));
        return Stream.concat(named.filter(task -> !task.equals("other")), modalities(passport, "hooks").stream().filter(hook -> hook.matches("[a-z]+")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those that facts list. */
    public static Set<String> modalities(Passport passport, String key) {
        return passport.facts(key).stream().flatMap(f -> Arrays.stream(f.value().split(", "))).collect(Collectors.toCollection(TreeSet::new));
    }

    Map<String, Object> json() {
        Set<String> ours = tasks(first);
        Set<String> theirs = tasks(second);
        Set<String> shared = common(ours, theirs);
        boolean known = !ours.isEmpty() && !theirs.isEmpty();
        double jaccard = known ? Overlap.of(ours, theirs).jaccard() : 0;
        var out = new LinkedHashMap<String, Object>();
        out.put("artifacts", List.of(first.artifact().id(), second.artifact().id()));
        out.put("verdict", !known ? "unknown" : shared.isEmpty() ? "none" : jaccard >= SAME ? "substitutes" : "partly");
        out.put("tasks", List.of(ours, theirs));
        out.put("shared", shared);
        out.put("jaccard", jaccard);
        out.put("inputs", common(modalities(first, "inputModalities"), modalities(second, "inputModalities")));
        out.put("outputs", common(modalities(first, "outputModalities"), modalities(second, "outputModalities")));
        out.put("nearest", known && shared.isEmpty() ? nearest(ours, theirs) : List.of());
        out.put("links", links());
        return out;
    }

    private static Set<String> common(Set<String> a, Set<String> b) {
        var out = new TreeSet<>(a);
        out.retainAll(b);
        return out;
    }

    /** The two tasks, one of each, that are most alike. */
    private List<String> nearest(Set<String> ours, Set<String> theirs) {
        List<String> best = List.of();
        double most = Double.NEGATIVE_INFINITY;
        for (String a : ours) {
            for (String b : theirs) {
                double alike = alike(a, b);
                if (alike > most) {
                    most = alike;
                    best = List.of(a, b);
                }
            }
        }
        return best;
    }

    /** By what goes in and comes out where both names say so, else by the names themselves. */
    private double alike(String a, String b) {
        String[] first = a.split("-to-");
        String[] second = b.split("-to-");
        if (first.length != 2 || second.length != 2) {
            return likeness.of(a.replace('-', ' '), b.replace('-', ' ')) / 2;
        }
        return (first[1].equals(second[1]) ? 1 : 0) + Overlap.of(List.of(first[0].split("-")), List.of(second[0].split("-"))).jaccard();
    }

    /** What ties the two together, whatever their tasks. */
    private List<Map<String, Object>> links() {
        String a = first.artifact().id();
        String b = second.artifact().id();
        Stream<Map<String, Object>> related = Stream.concat(first.relations().stream(), second.relations().stream())
                .filter(r -> r.from().equals(a) && r.to().equals(b) || r.from().equals(b) && r.to().equals(a)).distinct().map(Verdict::link);
        return Stream.concat(related, Stated.links(Set.copyOf(List.of(a, b))).stream()).toList();
    }

    private static Map<String, Object> link(Relation relation) {
        var out = new LinkedHashMap<String, Object>();
        out.put("text", relation.from() + " " + relation.kind() + " " + relation.to());
        out.put("source", relation.source());
        return out;
    }
}
