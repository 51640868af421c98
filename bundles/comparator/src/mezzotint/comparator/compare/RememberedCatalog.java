package mezzotint.comparator.compare;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.ArtifactQuery;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Outcome;
import mezzotint.catalog.Passport;
import mezzotint.catalog.ScoreResult;
import mezzotint.catalog.Source;

/** The catalog on one day, which looks no name up twice: checkers ask for every word that may be a name. */
final class RememberedCatalog implements Catalog {

    private final Catalog catalog;
    private final Map<String, Optional<Passport>> found = new ConcurrentHashMap<>();

    RememberedCatalog(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public Optional<Passport> find(String name, LocalDate asOf) {
        return found.computeIfAbsent(name, n -> catalog.find(n, asOf));
    }

    @Override
    public long revision() {
        return catalog.revision();
    }

    @Override
    public List<Artifact> list(ArtifactQuery query, LocalDate asOf) {
        return catalog.list(query, asOf);
    }

    @Override
    public List<Passport> passports(Collection<String> ids, LocalDate asOf) {
        return catalog.passports(ids, asOf);
    }

    @Override
    public List<ScoreResult> scores(Passport passport, Map<String, Double> weights) {
        return catalog.scores(passport, weights);
    }

    @Override
    public List<Source> sources() {
        return catalog.sources();
    }

    @Override
    public boolean record(Outcome outcome) {
        return catalog.record(outcome);
    }
}
