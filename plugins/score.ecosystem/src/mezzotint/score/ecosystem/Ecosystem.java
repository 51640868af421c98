package mezzotint.score.ecosystem;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Population;
import mezzotint.catalog.Populations;
import mezzotint.catalog.Relation;
import mezzotint.catalog.Score;
import mezzotint.catalog.ScoreResult;
import mezzotint.catalog.ScoreResult.Input;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** The rank of the artifact's PageRank among all that the graph knows. Edges between things of one owner do not count. A served model is pointed at by who serves it. */
@Component
@Plugin(id = "ecosystem", label = "Ecosystem", source = "https://doi.org/10.1016/S0169-7552(98)00110-X")
public final class Ecosystem implements Score {

    static final String FORMULA = "100 * rank of PageRank (damping 0.85, 50 rounds) over integrates, depends-on and served-by between different owners";
    private static final Set<String> KINDS = Set.of("integrates", "depends-on", "served-by");

    /** The ranks in a graph, which are the same for all its artifacts. */
    private record RankedGraph(List<Relation> relations, Map<String, Set<String>> edges, Map<String, Double> ranks) {

        static RankedGraph of(List<Relation> relations) {
            Map<String, Set<String>> edges = Ecosystem.edges(relations);
            return new RankedGraph(relations, edges, PageRank.of(edges));
        }
    }

    private volatile RankedGraph last = RankedGraph.of(List.of());

    @Override
    public double weight() {
        return 0.10;
    }

    @Override
    public ScoreResult of(Passport passport, Populations populations) {
        String id = passport.artifact().id();
        List<Relation> relations = populations.relations();
        RankedGraph graph = last.relations() == relations ? last : RankedGraph.of(relations);
        last = graph;
        Map<String, Double> ranks = graph.ranks();
        boolean known = ranks.containsKey(id) && !passport.relations().isEmpty();
        if (!known || ranks.size() < Population.FEWEST) {
            return new ScoreResult("ecosystem", id, FORMULA, "1", null, 0, 100, 0, List.of(), known
                    ? "the graph has only %d artifacts".formatted(ranks.size()) : "nothing in the catalog serves, integrates or depends on it, nor it on anything", List.of(), passport.asOf());
        }
        var all = new Population("pagerank", passport.asOf(), List.copyOf(ranks.values()));
        double share = all.percentile(ranks.get(id));
        long pointing = graph.edges().values().stream().filter(to -> to.contains(id)).count();
        String sources = String.join(", ", new TreeSet<>(passport.relations().stream().map(Relation::source).toList()));
        return new ScoreResult("ecosystem", id, FORMULA, "1", 100 * share, 100 * share, 100 * share, 1,
                List.of(new Input("PageRank", ranks.get(id), share, 1, sources, "pagerank of " + all.size())), null,
                List.of("%d artifacts of other owners point at it".formatted(pointing), "PageRank %.9f".formatted(ranks.get(id)),
                        "rank among %d = %s".formatted(all.size(), ScoreResult.plain(share)), "score = " + ScoreResult.plain(100 * share)), passport.asOf());
    }

    private static Map<String, Set<String>> edges(List<Relation> relations) {
        var edges = new TreeMap<String, Set<String>>();
        relations.stream().filter(r -> KINDS.contains(r.kind()) && !owner(r.from()).equals(owner(r.to()))).forEach(r -> {
            boolean served = r.kind().equals("served-by");
            edges.computeIfAbsent(served ? r.to() : r.from(), from -> new TreeSet<>()).add(served ? r.from() : r.to());
        });
        return edges;
    }

    private static String owner(String id) {
        return id.contains("/") ? id.substring(0, id.indexOf('/')) : id;
    }
}
