package mezzotint.comparator.likeness;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import mezzotint.catalog.Embedder;
import mezzotint.libs.search.Vector8;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The vectors of texts by the embedder that is installed, each made once for all that ask. For several threads. */
@Component(service = Embeddings.class)
public final class Embeddings {

    /** So many are kept, which take 160 MB; others are made each time. */
    private static final int MOST = 400_000;

    private final Plugins plugins;
    private final Map<String, Vector8> known = new ConcurrentHashMap<>();
    private volatile String model = "";

    @Activate
    public Embeddings(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    /** The name of the model; none while no embedder is installed. */
    public Optional<String> model() {
        return plugins.withAll(Embedder.class, leases -> first(leases, Embedder::model));
    }

    /** The vector of a text; none while no embedder is installed, or if it fails. */
    public Optional<Vector8> of(String text) {
        return plugins.withAll(Embedder.class, leases -> first(leases, embedder -> {
            use(embedder.model());
            Vector8 vector = known.get(text);
            if (vector == null) {
                vector = Vector8.of(embedder.embed(text));
                keep(text, vector);
            }
            return vector;
        }));
    }

    private static <R> Optional<R> first(List<Lease<Embedder>> leases, Function<Embedder, R> question) {
        try {
            return leases.stream().findFirst().map(lease -> question.apply(lease.hook()));
        } catch (Problem e) {
            return Optional.empty(); // its fault is booked: words do for now
        }
    }

    /** Those of another model are of no use. */
    public synchronized void use(String name) {
        if (!model.equals(name)) {
            known.clear();
            model = name;
        }
    }

    public void keep(String text, Vector8 vector) {
        if (known.size() < MOST) {
            known.put(text, vector);
        }
    }

    /** Of these texts, those that are known. */
    public Map<String, Vector8> known(Collection<String> texts) {
        var found = new HashMap<String, Vector8>();
        for (String text : texts) {
            Vector8 vector = known.get(text);
            if (vector != null) {
                found.put(text, vector);
            }
        }
        return found;
    }

    /** What is known already, without making it. */
    public Vector8 known(String text) {
        return known.get(text);
    }
}
