package mezzotint.comparator.search;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Claim;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Source;
import mezzotint.comparator.compare.Ending;
import mezzotint.comparator.likeness.Embeddings;
import mezzotint.comparator.service.ArtifactSearch;
import mezzotint.libs.search.Filter;
import mezzotint.libs.search.Filters;
import mezzotint.libs.search.Found;
import mezzotint.libs.search.Need;
import mezzotint.libs.search.Vector8;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Finds artifacts for a need in words. The first search reads the index that was kept, or the catalog if that has changed; vectors are made behind it, and until they are there words decide. */
@Component(service = {ArtifactSearch.class, CatalogSearch.class})
public final class CatalogSearch implements ArtifactSearch {

    private final Catalog catalog;
    private final SearchIndex index;

    @Activate
    public CatalogSearch(BundleContext context, @Reference Catalog catalog, @Reference Embeddings embeddings) {
        this(catalog, embeddings, Path.of(Objects.requireNonNullElse(context.getProperty("mezzotint.home"), ".")).resolve("cache/search"));
    }

    public CatalogSearch(Catalog catalog, Embeddings embeddings, Path folder) {
        this.catalog = catalog;
        this.index = new SearchIndex(catalog, embeddings, folder);
    }

    @Deactivate
    public void close() {
        index.close();
    }

    /** What it knows of the whole catalog as it is now. */
    public SearchIndex.State state() {
        return index.state();
    }

    /** The vector of a passage once it is made; null before. */
    public Vector8 known(String text) {
        return index.known(text);
    }

    @Override
    public Map<String, Object> search(String words, Set<String> without, int limit) {
        Need need = Need.of(words, without);
        index.prepare(need.topic());
        SearchIndex.State state = index.state();
        var unknown = new TreeMap<String, Integer>();
        Set<String> allowed = new Filters(need.filters()).allowed(state.traits(), unknown);
        Optional<String> note = index.note(state);
        Function<String, Vector8> embed = note.isEmpty() ? index::vector : null;
        List<Found> found = new ArrayList<>(state.index().search(need, embed, allowed::contains, limit));
        if (!need.filters().isEmpty()) {
            fill(found, allowed, limit);
        }
        var out = new LinkedHashMap<String, Object>();
        out.put("query", words);
        out.put("topic", need.topic());
        out.put("filters", need.filters().stream().map(CatalogSearch::filter).toList());
        out.put("parts", need.parts());
        out.put("unknown", unknown);
        out.put("by", embed == null ? "words" : "meaning");
        out.put("note", note.orElse(null));
        out.put("artifacts", state.traits().size());
        out.put("results", results(found, state));
        return out;
    }

    /** What meets the filters is an answer too, if a worse one. */
    private static void fill(List<Found> found, Set<String> allowed, int limit) {
        Set<String> there = found.stream().map(Found::owner).collect(Collectors.toSet());
        allowed.stream().filter(id -> !there.contains(id)).sorted().limit(limit - found.size()).forEach(id -> found.add(new Found(id, 0, List.of())));
    }

    private static Map<String, Object> filter(Filter filter) {
        var out = new LinkedHashMap<String, Object>();
        out.put("id", filter.id());
        out.put("kind", filter.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        out.put("value", filter.value());
        out.put("words", filter.words());
        return out;
    }

    private List<Object> results(List<Found> found, SearchIndex.State state) {
        Map<String, Passport> passports = new TreeMap<>();
        catalog.passports(found.stream().map(Found::owner).toList(), LocalDate.now()).forEach(p -> passports.put(p.artifact().id(), p));
        var out = new ArrayList<Object>();
        for (Found one : Ties.settled(found, passports)) {
            if (passports.containsKey(one.owner())) {
                out.add(result(one, passports.get(one.owner()), state));
            }
        }
        return out;
    }

    private static Map<String, Object> result(Found found, Passport passport, SearchIndex.State state) {
        Artifact artifact = passport.artifact();
        var out = new LinkedHashMap<String, Object>();
        out.put("artifact", artifact.id());
        out.put("name", artifact.name());
        out.put("type", artifact.type());
        out.put("description", artifact.description());
        out.put("source", artifact.source());
        out.put("date", Optional.ofNullable(passport.sources().get(artifact.source())).map(Source::date).map(LocalDate::toString).orElse(null));
        out.put("score", found.score());
        out.put("missing", found.missing());
        out.put("matches", found.parts().stream().map(part -> part(part, state)).toList());
        out.put("refuted", passport.claims().stream().filter(c -> c.status() == Claim.Status.REFUTED).count());
        out.put("status", Ending.of(passport).get("status"));
        return out;
    }

    private static Map<String, Object> part(Found.Part part, SearchIndex.State state) {
        var out = new LinkedHashMap<String, Object>();
        out.put("part", part.words());
        out.put("matched", part.passage() == null ? null : state.names().get(part.passage().id()));
        out.put("words", part.shared().stream().sorted().toList());
        out.put("cosine", Double.isNaN(part.cosine()) ? null : part.cosine());
        return out;
    }
}
