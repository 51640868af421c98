package mezzotint.comparator.graph;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Passport;
import mezzotint.comparator.graph.Neighbour.Kind;
import mezzotint.comparator.compare.Named;
import mezzotint.comparator.search.CatalogSearch;
import mezzotint.comparator.search.SearchIndex;
import mezzotint.libs.search.Passage;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds what an artifact is tied to. It asks the index of the search, and the catalog for no more artifacts than are shown. For several threads. */
@Component(service = Neighbourhoods.class)
public final class Neighbourhoods {

    private final Catalog catalog;
    private final CatalogSearch search;

    @Activate
    public Neighbourhoods(@Reference Catalog catalog, @Reference CatalogSearch search) {
        this.catalog = catalog;
        this.search = search;
    }

    /**
     * What is around an artifact today.
     *
     * @param name id or alias
     * @throws Problem of kind {@code MISSING}
     */
    public Neighbourhood of(String name) {
        LocalDate today = LocalDate.now();
        Passport centre = Named.find(catalog, name, today);
        SearchIndex.State state = search.state();
        Map<String, List<Passage>> byOwner = state.passages().stream().collect(Collectors.groupingBy(Passage::owner));
        var texts = new PassageTexts(byOwner, state.isWhole() ? search::known : null);
        var candidates = new Candidates(centre, state.sides(), texts);
        var all = new EnumMap<Kind, List<Candidates.Candidate>>(Kind.class);
        all.put(Kind.ALTERNATIVE, candidates.alternatives());
        all.put(Kind.SIMILAR, candidates.similar());
        all.put(Kind.COMPLEMENT, candidates.complements());
        all.put(Kind.LINEAGE, candidates.lineage());
        var counts = new EnumMap<Kind, Integer>(Kind.class);
        all.forEach((kind, found) -> counts.put(kind, found.size()));
        all.replaceAll((kind, found) -> found.subList(0, Math.min(found.size(), kind.most())));
        List<String> shown = all.values().stream().flatMap(List::stream).map(Candidates.Candidate::id).distinct().toList();
        Map<String, Passport> passports = catalog.passports(shown, today).stream().collect(Collectors.toMap(p -> p.artifact().id(), p -> p));
        return new Proof(centre, passports, texts, state).neighbourhood(all, candidates.tasks(), counts);
    }
}
