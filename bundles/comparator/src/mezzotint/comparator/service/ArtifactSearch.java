package mezzotint.comparator.service;

import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** Finds artifacts of the catalog for a need in words. For several threads; the first search reads the catalog. */
@ProviderType
public interface ArtifactSearch {

    /**
     * What is found, as {@code /api/catalog/search} answers it: maps and lists that are JSON as they are.
     *
     * @param words up to 500 characters
     * @param without ids of filters that the user took back
     * @param limit how many artifacts at most
     */
    Map<String, Object> search(String words, Set<String> without, int limit);
}
