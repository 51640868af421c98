package mezzotint.comparator.compare;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.ClaimChecker;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Score;
import mezzotint.catalog.ScoreResult;
import mezzotint.comparator.likeness.Embeddings;
import mezzotint.comparator.likeness.Likeness;
import mezzotint.comparator.service.ArtifactComparison;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Compares artifacts by the plugins that are installed. For several threads. */
@Component(service = {ArtifactComparison.class, Comparisons.class})
public final class Comparisons implements ArtifactComparison {

    static final int FEWEST = 2;
    static final int MOST = 4;
    private static final int REMEMBERED = 64;

    private final Catalog catalog;
    private final Plugins plugins;
    private final Embeddings embeddings;
    /** Claims that were checked: to check them takes a second, and a reader moves sliders. What a plugin's passport says else may change at any moment. */
    private final Map<String, CheckedClaims> checked = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CheckedClaims> eldest) {
            return size() > REMEMBERED;
        }
    };

    private final ServedRoutes routes;

    @Activate
    public Comparisons(BundleContext context, @Reference Catalog catalog, @Reference Plugins plugins, @Reference Embeddings embeddings) {
        this.catalog = catalog;
        this.plugins = plugins;
        this.embeddings = embeddings;
        this.routes = new ServedRoutes(context);
    }

    @Override
    public Map<String, Object> of(List<String> names, LocalDate asOf, Map<String, Double> weights) {
        return of(names, new Days(asOf, Optional.empty()), weights);
    }

    /**
     * As above.
     *
     * @param days with {@code since}, {@code changes} are in the answer
     */
    public Map<String, Object> of(List<String> names, Days days, Map<String, Double> weights) {
        if (names.size() < FEWEST || names.size() > MOST) {
            throw Problem.invalid("artifacts to compare: " + names.size(), "name two to four, as in openai/gpt-4.1-mini and vladmandic/sdnext");
        }
        List<Passport> found = names.stream().map(name -> Named.find(catalog, name, days.asOf())).toList();
        if (found.stream().map(p -> p.artifact().id()).distinct().count() < found.size()) {
            throw Problem.invalid("one artifact is named twice: " + String.join(", ", names), "name different ones");
        }
        Set<String> checkers = checkers();
        var missing = new ArrayList<String>();
        var passports = new ArrayList<Passport>();
        var scores = new ArrayList<List<ScoreResult>>();
        for (Passport one : found) {
            CheckedClaims claims = check(one, checkers);
            claims.failed().forEach(label -> missing.add("the checker " + label + " failed: see the faults"));
            Passport checked = one.with(claims.passport().claims(), claims.passport().evidence());
            passports.add(checked);
            scores.add(catalog.scores(checked, weights));
        }
        missing.addAll(without(checkers));
        Optional<LiveColumn> live = live(days.asOf(), missing);
        Map<String, Object> out = new Comparison(passports, scores, new Likeness(embeddings), live).json(missing);
        out.put("weights", defaults(weights));
        days.since().ifPresent(since -> out.put("changes", changes(passports, since, weights)));
        return out;
    }

    private Optional<LiveColumn> live(LocalDate asOf, List<String> missing) {
        if (asOf.isBefore(LocalDate.now())) {
            missing.add("what this workbench does itself is known of today only");
            return Optional.empty();
        }
        return Optional.of(new LiveColumn(catalog, plugins, routes::has));
    }

    /**
     * What changed of one artifact, as JSON.
     *
     * @throws Problem of kind {@code MISSING}, with a way to find its name
     */
    public Map<String, Object> changes(String name, LocalDate asOf, LocalDate since) {
        CheckedClaims now = check(Named.find(catalog, name, asOf), checkers());
        var out = changes(List.of(now.passport()), since, Map.of());
        out.put("asOf", asOf.toString());
        return out;
    }

    private Map<String, Object> changes(List<Passport> passports, LocalDate since, Map<String, Double> weights) {
        var rows = new ArrayList<Map<String, Object>>();
        var unknown = new ArrayList<String>();
        for (Passport now : passports) {
            String id = now.artifact().id();
            catalog.passports(List.of(id), since).stream().findFirst().ifPresentOrElse(then -> rows.addAll(Changes.between(id, statements(check(then, checkers()).passport(), weights), statements(now, weights))),
                    () -> unknown.add(id));
        }
        var out = new LinkedHashMap<String, Object>();
        out.put("since", since.toString());
        out.put("unknown", unknown);
        out.put("rows", rows);
        return out;
    }

    private Map<Statements.Subject, List<Statements.Said>> statements(Passport passport, Map<String, Double> weights) {
        return Statements.of(passport, catalog.scores(passport, weights));
    }

    private CheckedClaims check(Passport passport, Set<String> checkers) {
        String key = passport.artifact().id() + " " + passport.asOf() + " " + catalog.revision() + " " + passport.outcomes().hashCode() + " " + checkers;
        synchronized (checked) {
            CheckedClaims known = checked.get(key);
            if (known != null) {
                return known;
            }
        }
        CheckedClaims now = CheckedClaims.of(passport, new RememberedCatalog(catalog), plugins);
        synchronized (checked) {
            checked.put(key, now);
        }
        return now;
    }

    /** What each score counts: as was asked for, else as its plugin says. */
    private Map<String, Double> defaults(Map<String, Double> weights) {
        return plugins.withAll(Score.class, leases -> {
            var out = new TreeMap<String, Double>();
            leases.forEach(lease -> out.put(lease.entry().id(), weights.getOrDefault(lease.entry().id(), lease.hook().weight())));
            return out;
        });
    }

    /** The checkers that are on, with their versions. */
    private Set<String> checkers() {
        var out = new TreeSet<String>();
        plugins.withAll(ClaimChecker.class, leases -> {
            leases.forEach(lease -> out.add(lease.entry().bundle() + " " + lease.entry().version()));
            return null;
        });
        return out;
    }

    private List<String> without(Set<String> checkers) {
        var out = new ArrayList<String>();
        if (checkers.isEmpty()) {
            out.add("no checker of claims is installed: claims are as they were reviewed");
        }
        if (embeddings.model().isEmpty()) {
            out.add("no embedder is installed: capabilities are aligned by the words of their names");
        }
        if (plugins.<Score, Boolean>withAll(Score.class, List::isEmpty)) {
            out.add("no score is installed");
        }
        return out;
    }
}
