package mezzotint.fault;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds the plugin that breaks a request, by meeting it again and again with some of the plugins held back that it could do without.
 * Nothing is switched off: they are held back from these runs only.
 */
@ProviderType
public interface Bisection {

    /** How a search stands. */
    enum State { RUNNING, FOUND, NOT_FOUND, FAILED }

    /**
     * One search.
     *
     * @param candidates symbolic names of the bundles that are held back in turn
     * @param runs made so far
     * @param most runs that it takes if one plugin alone is to blame
     * @param culprits symbolic names: one, or the two that do not go together; one that is no candidate, if the request breaks by what it cannot
     *     do without
     * @param words how it stands, or what was found, as a sentence
     */
    record Search(String id, State state, List<String> candidates, int runs, int most, List<String> culprits, String words) {

        public Search {
            candidates = List.copyOf(candidates);
            culprits = List.copyOf(culprits);
        }
    }

    /**
     * Begins a search; its runs take turns with the pictures of the queue.
     *
     * @param settings as {@code Studio.request} takes them
     * @throws mezzotint.plugin.Problem as there; of kind {@code BUSY} while another search runs
     */
    Search start(Map<String, Object> settings);

    Optional<Search> find(String id);
}
