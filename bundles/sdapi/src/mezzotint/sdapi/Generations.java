package mezzotint.sdapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** The requests of A1111's API that wait or run, and the last that ended. */
@Component(service = Generations.class)
public final class Generations {

    /** Ended requests that are remembered, as many as A1111 does. */
    private static final int MEMORY = 16;

    private final List<Generation> all = new ArrayList<>();

    synchronized void add(Generation generation) {
        all.add(generation);
        while (all.stream().filter(Generation::ended).count() > MEMORY) {
            all.remove(all.stream().filter(Generation::ended).findFirst().orElseThrow());
        }
    }

    synchronized Optional<Generation> find(String id) {
        return all.stream().filter(g -> g.id().equals(id)).reduce((first, last) -> last);
    }

    /** Of those that have ended the one that was handed in last. */
    synchronized Optional<Generation> last() {
        return all.stream().filter(Generation::ended).reduce((first, last) -> last);
    }

    /** Those that have not ended, oldest first. */
    synchronized List<Generation> open() {
        return all.stream().filter(g -> !g.ended()).toList();
    }

    /** The one that is being worked on. */
    Optional<Generation> running() {
        return open().stream().filter(Generation::running).findFirst();
    }
}
