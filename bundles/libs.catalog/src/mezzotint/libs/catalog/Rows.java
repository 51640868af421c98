package mezzotint.libs.catalog;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.ArtifactAlias;
import mezzotint.catalog.Benchmark;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Price;
import mezzotint.catalog.Relation;
import mezzotint.catalog.Source;
import mezzotint.plugin.Problem;

/** Gathers what one source says. What is said of an artifact first counts; what is missing, null or blank is not said. Not for two threads. */
public final class Rows {

    private final Source source;
    private final Map<String, Artifact> artifacts = new LinkedHashMap<>();
    private final Map<String, ArtifactAlias> aliases = new LinkedHashMap<>();
    private final Map<List<String>, Fact> facts = new LinkedHashMap<>();
    private final Map<List<String>, Price> prices = new LinkedHashMap<>();
    private final List<Benchmark> benchmarks = new ArrayList<>();
    private final Set<Relation> relations = new LinkedHashSet<>();

    public Rows(Source source) {
        this.source = source;
    }

    public void artifact(String id, String type, String name, String vendor, String description) {
        artifacts.putIfAbsent(id, new Artifact(id, type, name, blankless(vendor), blankless(description), source.id()));
    }

    /** A model whose id is its maker and its name. */
    public void model(String id) {
        int slash = id.indexOf('/');
        artifact(id, "model", id.substring(slash + 1), id.substring(0, slash), null);
    }

    public boolean has(String artifact) {
        return artifacts.containsKey(artifact);
    }

    /** That a name means an artifact; not of the artifact's own id. */
    public void alias(String artifact, String name, double confidence) {
        if (!artifact.equals(name)) {
            aliases.putIfAbsent(name, new ArtifactAlias(artifact, name, source.id(), confidence));
        }
    }

    public void fact(String artifact, String key, Object value, String unit) {
        if (value != null && !value.toString().isBlank()) {
            facts.putIfAbsent(List.of(artifact, key), new Fact(artifact, key, value.toString().strip(), unit, source.id(), null));
        }
    }

    /** @param artifact id or alias */
    public void price(String artifact, String seller, String meter, BigDecimal amount, long per, String unit, String condition) {
        price(artifact, seller, meter, amount, per, unit, condition, null);
    }

    /** @param since null for the date of the source */
    public void price(String artifact, String seller, String meter, BigDecimal amount, long per, String unit, String condition, LocalDate since) {
        if (amount != null) {
            prices.putIfAbsent(List.of(artifact, seller, meter, condition), new Price(artifact, seller, meter, amount, "USD", per, unit, condition, source.id(), since));
        }
    }

    public void benchmark(String artifact, String name, String run, String metric, BigDecimal value, Integer k, Integer n, LocalDate date) {
        benchmarks.add(new Benchmark(artifact, name, "", run, metric, value, k, n, date, source.id()));
    }

    public void relation(String from, String kind, String to) {
        relations.add(new Relation(from, kind, to, source.id()));
    }

    private static String blankless(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** @throws Problem of kind {@code INVALID} if there is no artifact: a package that was built otherwise must not end all that an older one said */
    public CatalogRows rows() {
        if (artifacts.isEmpty()) {
            throw Problem.invalid("nothing that this connector knows is in " + source.title() + " of " + source.id(), "look for a newer version of the connector");
        }
        return new CatalogRows(List.of(source), List.copyOf(artifacts.values()), List.copyOf(aliases.values()), List.of(), List.copyOf(facts.values()),
                List.copyOf(prices.values()), benchmarks, List.copyOf(relations), List.of(), List.of());
    }
}
