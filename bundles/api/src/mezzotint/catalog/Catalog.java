package mezzotint.catalog;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What this workbench knows of models, programs and services. The first question opens the store, which may take some seconds.
 * Answers are for a day: what was said then, and not what is said since.
 */
@ProviderType
public interface Catalog {

    /** The id of the mean of all scores. */
    String OVERALL = "overall";

    /** Another number after each change, so that whoever keeps an index knows when it is old. */
    long revision();

    /** Sorted by id. */
    List<Artifact> list(ArtifactQuery query, LocalDate asOf);

    /** @param name id or alias, in any case */
    Optional<Passport> find(String name, LocalDate asOf);

    /** Several at once, by id; those that there are not are left out. */
    List<Passport> passports(Collection<String> ids, LocalDate asOf);

    /**
     * The scores of the plugins that are installed, by id, and behind them {@link #OVERALL}: their mean.
     *
     * @param weights by id of the plugin, 0 or more; those that are left out are the plugins' own
     */
    List<ScoreResult> scores(Passport passport, Map<String, Double> weights);

    /** Every source that was ever read, newest first. */
    List<Source> sources();

    /**
     * Keeps what became of an offer.
     *
     * @return false if outcomes are switched off here, which is the default
     */
    boolean record(Outcome outcome);
}
