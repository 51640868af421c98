package mezzotint.libs.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two rankings of one collection made one. */
public final class Fusion {

    /** The share of the vectors that was best on five labelled collections. */
    public static final double VECTORS = .6;

    private Fusion() {}

    /**
     * The convex combination of two rankings, each brought to 0..1 between its worst and its best hit; a text that a ranking has not counts 0 there.
     *
     * @param weight of the vectors, 0 to 1
     * @return best first
     * @see <a href="https://doi.org/10.1145/3596512">Bruch, Gai and Ingber, An Analysis of Fusion Functions for Hybrid Retrieval, 2023</a>
     */
    public static List<Hit> convex(List<Hit> words, List<Hit> vectors, double weight) {
        var scores = new HashMap<Integer, Double>();
        add(words, 1 - weight, scores);
        add(vectors, weight, scores);
        return scores.entrySet().stream().map(e -> new Hit(e.getKey(), e.getValue())).sorted().toList();
    }

    private static void add(List<Hit> hits, double weight, Map<Integer, Double> scores) {
        double most = hits.stream().mapToDouble(Hit::score).max().orElse(1);
        double least = hits.stream().mapToDouble(Hit::score).min().orElse(0);
        for (Hit hit : hits) {
            double share = most > least ? (hit.score() - least) / (most - least) : 1;
            scores.merge(hit.document(), weight * share, Double::sum);
        }
    }
}
