package mezzotint.catalog.workbench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.ArtifactQuery;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Outcome;
import mezzotint.catalog.Passport;
import mezzotint.catalog.ScoreResult;
import mezzotint.catalog.Source;
import mezzotint.catalog.store.StoredCatalog;
import mezzotint.libs.catalog.BundleIds;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The catalog of this workbench: what is stored, and beside it this workbench and its plugins as they are when somebody asks. These are in no
 * store and have no past: of a day before today nothing is said of them. For several threads.
 */
@Component(service = Catalog.class)
public final class WorkbenchCatalog implements Catalog {

    private final StoredCatalog stored;
    private final WorkbenchRows rows;

    @Activate
    public WorkbenchCatalog(@Reference StoredCatalog stored, @Reference WorkbenchRows rows) {
        this.stored = stored;
        this.rows = rows;
    }

    private CatalogRows live(LocalDate asOf) {
        return asOf.isBefore(LocalDate.now()) ? CatalogRows.NONE : rows.now();
    }

    /** Another one after each change of what is stored, and when a bundle or an offer comes or goes; the same after a restart. Not with what is switched or measured. */
    @Override
    public long revision() {
        return stored.revision() + Integer.toUnsignedLong(rows.present().hashCode());
    }

    @Override
    public List<Artifact> list(ArtifactQuery query, LocalDate asOf) {
        List<Artifact> live = StoredCatalog.choose(live(asOf), query, asOf);
        return Stream.concat(stored.list(query, asOf).stream().filter(a -> !BundleIds.isOwn(a.id())), live.stream())
                .sorted(Comparator.comparing(Artifact::id)).limit(query.limit()).toList();
    }

    @Override
    public Optional<Passport> find(String name, LocalDate asOf) {
        Optional<String> own = BundleIds.named(name);
        return own.isEmpty() ? stored.find(name, asOf) : passports(List.of(own.get()), asOf).stream().findFirst();
    }

    @Override
    public List<Passport> passports(Collection<String> ids, LocalDate asOf) {
        Map<Boolean, List<String>> own = ids.stream().collect(Collectors.partitioningBy(BundleIds::isOwn));
        List<Passport> found = new ArrayList<>();
        // The store may not be open yet, and nothing of the workbench itself needs it.
        if (!own.get(false).isEmpty()) {
            found.addAll(stored.passports(own.get(false), asOf));
        }
        if (!own.get(true).isEmpty()) {
            CatalogRows live = live(asOf);
            live.artifacts().stream().filter(a -> own.get(true).contains(a.id())).forEach(a -> found.add(passport(a, live, asOf)));
        }
        return found;
    }

    private static Passport passport(Artifact artifact, CatalogRows live, LocalDate asOf) {
        String id = artifact.id();
        List<Fact> facts = live.facts().stream().filter(f -> f.artifact().equals(id)).toList();
        Set<String> named = Stream.concat(Stream.of(artifact.source()), facts.stream().map(Fact::source)).collect(Collectors.toSet());
        return new Passport(artifact, asOf, List.of(), live.capabilities().stream().filter(c -> c.artifact().equals(id)).toList(), facts, List.of(), List.of(),
                live.relations().stream().filter(r -> r.from().equals(id) || r.to().equals(id)).toList(), List.of(), List.of(), List.of(),
                live.sources().stream().filter(s -> named.contains(s.id())).collect(Collectors.toMap(Source::id, s -> s)));
    }

    @Override
    public List<ScoreResult> scores(Passport passport, Map<String, Double> weights) {
        return stored.scores(passport, weights);
    }

    @Override
    public List<Source> sources() {
        return stored.sources();
    }

    @Override
    public boolean record(Outcome outcome) {
        return stored.record(outcome);
    }
}
