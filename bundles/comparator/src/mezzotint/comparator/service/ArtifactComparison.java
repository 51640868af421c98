package mezzotint.comparator.service;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Sets artifacts of the catalog side by side, by the plugins that are installed. For several threads. */
@ProviderType
public interface ArtifactComparison {

    /**
     * The comparison, as {@code /api/catalog/compare} answers it: maps and lists that are JSON as they are.
     *
     * @param names two to four ids or aliases
     * @param weights of scores, see {@link mezzotint.catalog.Catalog#scores}
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} or {@code MISSING}
     */
    Map<String, Object> of(List<String> names, LocalDate asOf, Map<String, Double> weights);
}
