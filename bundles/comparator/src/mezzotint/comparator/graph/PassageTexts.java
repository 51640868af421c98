package mezzotint.comparator.graph;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import mezzotint.comparator.likeness.Overlap;
import mezzotint.libs.search.Bm25;
import mezzotint.libs.search.Passage;
import mezzotint.libs.search.Terms;
import mezzotint.libs.search.Vector8;

/** How alike passages of the index are: by the vectors that are there already, else by words, so that nobody waits for vectors. For one thread. */
final class PassageTexts {

    /** Words that are shown of those that two texts share. */
    private static final int SHOWN = 6;

    /**
     * The two passages of two artifacts that are most alike.
     *
     * @param value 0 to 1
     */
    record Match(Passage ours, Passage theirs, double value) {}

    private final Map<String, List<Passage>> byOwner;
    private final Function<String, Vector8> vectors;
    private final Map<Passage, Set<String>> terms = new HashMap<>();

    /** @param vectors of the passages' texts; null while not all of them are there */
    PassageTexts(Map<String, List<Passage>> byOwner, Function<String, Vector8> vectors) {
        this.byOwner = byOwner;
        this.vectors = vectors;
    }

    String by() {
        return vectors == null ? "words" : "meaning";
    }

    /** None of an artifact that has no passage. */
    Optional<Match> best(String ours, String theirs) {
        Match best = null;
        for (Passage a : byOwner.getOrDefault(ours, List.of())) {
            for (Passage b : byOwner.getOrDefault(theirs, List.of())) {
                double value = alike(a, b);
                if (best == null || value > best.value()) {
                    best = new Match(a, b, value);
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private double alike(Passage a, Passage b) {
        Vector8 first = vectors == null ? null : vectors.apply(a.text());
        Vector8 second = vectors == null ? null : vectors.apply(b.text());
        return first != null && second != null ? Math.max(0, first.dot(second)) : Overlap.of(terms(a), terms(b)).jaccard();
    }

    private Collection<String> terms(Passage passage) {
        return terms.computeIfAbsent(passage, p -> Set.copyOf(Terms.of(p.text())));
    }

    /** Words that both texts have, as the first spells them. */
    static List<String> shared(Match match) {
        return Bm25.shared(match.ours().text(), match.theirs().text()).stream().filter(word -> word.length() > 1 && !Terms.of(word).isEmpty()).sorted().limit(SHOWN).toList();
    }
}
