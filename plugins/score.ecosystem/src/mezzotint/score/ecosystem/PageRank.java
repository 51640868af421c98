package mezzotint.score.ecosystem;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How often a walk along the edges of a graph, with leaps to anywhere, comes by. */
final class PageRank {

    private static final double DAMPING = 0.85;
    private static final int ROUNDS = 50;
    /** Beyond 12 decimals, sums of the same numbers in another order differ. */
    private static final double DIGITS = 1e12;

    private PageRank() {}

    /** What points nowhere gives to all alike. */
    static Map<String, Double> of(Map<String, Set<String>> edges) {
        var nodes = new TreeSet<>(edges.keySet());
        edges.values().forEach(nodes::addAll);
        List<String> names = List.copyOf(nodes);
        var index = new HashMap<String, Integer>();
        names.forEach(name -> index.put(name, index.size()));
        int[][] out = names.stream().map(n -> edges.getOrDefault(n, Set.of()).stream().mapToInt(index::get).toArray()).toArray(int[][]::new);
        double[] rank = new double[names.size()];
        Arrays.fill(rank, 1.0 / Math.max(1, rank.length));
        for (int round = 0; round < ROUNDS; round++) {
            rank = next(rank, out);
        }
        var ranks = new TreeMap<String, Double>();
        for (int i = 0; i < rank.length; i++) {
            ranks.put(names.get(i), Math.rint(rank[i] * DIGITS) / DIGITS);
        }
        return ranks;
    }

    private static double[] next(double[] rank, int[][] out) {
        double[] next = new double[rank.length];
        double loose = 0;
        for (int i = 0; i < rank.length; i++) {
            loose += out[i].length == 0 ? rank[i] : 0;
            for (int to : out[i]) {
                next[to] += DAMPING * rank[i] / out[i].length;
            }
        }
        for (int i = 0; i < next.length; i++) {
            next[i] += (1 - DAMPING + DAMPING * loose) / next.length;
        }
        return next;
    }
}
