package mezzotint.comparator.search;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.ArtifactQuery;
import mezzotint.catalog.Capability;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Passport;
import mezzotint.comparator.compare.Verdict;
import mezzotint.comparator.likeness.Embeddings;
import mezzotint.comparator.likeness.VectorFile;
import mezzotint.libs.search.HybridIndex;
import mezzotint.libs.search.Passage;
import mezzotint.libs.search.Traits;
import mezzotint.libs.search.Vector8;

/** The index of the whole catalog. It is made anew when the catalog has changed; vectors are made by a thread behind it. Both are kept over restarts. */
public final class SearchIndex {

    private static final int BATCH = 500;
    private static final Duration LONGEST_TEXT = Duration.ofSeconds(5);

    /**
     * The index at a revision of the catalog.
     *
     * @param names of the passages' capabilities or artifacts, by the passages' ids
     * @param sides what tells how near artifacts are, by their ids
     * @param model that made the vectors; empty where no embedder was installed
     * @param vectors how many passages have one
     */
    public record State(long revision, HybridIndex index, Map<String, Traits> traits, Map<String, String> names, Map<String, Nearness.Side> sides, String model, int vectors) {

        public List<Passage> passages() {
            return index.passages();
        }

        /** Whether every passage has a vector; before that those without one would be found by half their worth. */
        public boolean isWhole() {
            return vectors == passages().size() && vectors > 0;
        }
    }

    private final Catalog catalog;
    private final Embeddings embeddings;
    private final VectorFile vectorFile;
    private final IndexFile indexFile;
    private volatile State state;
    /** Of the state that lies in the file; none does at first. */
    private volatile long kept = -1;
    /** Of which the vectors in the file are known. */
    private String readModel = "";
    private Thread maker;
    private volatile boolean closed;

    SearchIndex(Catalog catalog, Embeddings embeddings, Path folder) {
        this.catalog = catalog;
        this.embeddings = embeddings;
        this.vectorFile = new VectorFile(folder);
        this.indexFile = new IndexFile(folder);
    }

    /** Lets the embedder load its network while the catalog is opened for the first search: each takes about as long as the other. */
    void prepare(String words) {
        if (state == null) {
            new Thread(() -> embeddings.of(words), "catalog-embedder").start();
        }
    }

    /** As the catalog is now. */
    public synchronized State state() {
        CompletableFuture<Optional<State>> file = state == null ? CompletableFuture.supplyAsync(indexFile::read, task -> new Thread(task, "catalog-index").start()) : null;
        long revision = catalog.revision();
        String model = embeddings.model().orElse("");
        State now = state;
        if (file != null) {
            now = file.join().orElse(null);
            kept = now == null ? -1 : now.revision();
        }
        if (now == null || now.revision() != revision) {
            now = withVectors(read(revision), model);
        } else if (!model.isEmpty() && !now.model().equals(model)) {
            now = withVectors(now, model);
        }
        state = now;
        begin();
        return now;
    }

    /** Makes behind the searches what is missing. */
    private void begin() {
        boolean done = kept == state.revision() && (state.isWhole() || state.model().isEmpty());
        if (!done && !closed && (maker == null || !maker.isAlive())) {
            maker = new Thread(this::make, "catalog-vectors");
            maker.setDaemon(true);
            maker.setPriority(Thread.MIN_PRIORITY);
            maker.start();
        }
    }

    /** Why the meaning of texts does not count yet, or not at all; none if it does. */
    Optional<String> note(State now) {
        if (embeddings.model().isEmpty()) {
            return Optional.of("no embedder is installed: words alone decide");
        }
        return now.isWhole() ? Optional.empty() : Optional.of("of %d texts %d have a vector yet: until all have, words alone decide".formatted(now.passages().size(), now.vectors()));
    }

    /** The vector of a passage once it is made; null before. */
    Vector8 known(String text) {
        return embeddings.known(text);
    }

    Vector8 vector(String text) {
        return embeddings.of(text).orElseGet(() -> Vector8.of(new float[1]));
    }

    /** Waits for the thread behind it: a text or a file that was begun is finished. An embedder that hangs is not waited for. */
    void close() {
        Thread last;
        synchronized (this) {
            closed = true;
            last = maker;
        }
        if (last == null) {
            return;
        }
        try {
            last.join(LONGEST_TEXT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private State read(long revision) {
        LocalDate today = LocalDate.now();
        var passages = new ArrayList<Passage>();
        var traits = new HashMap<String, Traits>();
        var names = new HashMap<String, String>();
        var sides = new TreeMap<String, Nearness.Side>();
        List<String> ids = catalog.list(ArtifactQuery.all(), today).stream().map(Artifact::id).toList();
        for (int i = 0; i < ids.size(); i += BATCH) {
            for (Passport passport : catalog.passports(ids.subList(i, Math.min(ids.size(), i + BATCH)), today)) {
                Artifact artifact = passport.artifact();
                traits.put(artifact.id(), ArtifactTraits.of(passport));
                sides.put(artifact.id(), new Nearness.Side(artifact.type(), Collections.unmodifiableSet(Verdict.tasks(passport)), traits.get(artifact.id())));
                add(passport, passages, names);
            }
        }
        var index = new HybridIndex(passages, List.of());
        return new State(revision, index, traits, names, sides, "", 0);
    }

    private static void add(Passport passport, List<Passage> passages, Map<String, String> names) {
        Artifact artifact = passport.artifact();
        String tasks = Verdict.tasks(passport).stream().map(t -> t.replace('-', ' ')).collect(Collectors.joining(", "));
        String text = artifact.name() + ". " + (artifact.description() == null ? "" : artifact.description() + " ") + tasks;
        passages.add(new Passage(artifact.id(), artifact.id(), text));
        names.put(artifact.id(), artifact.description() == null ? artifact.name() : artifact.description());
        for (Capability capability : passport.capabilities()) {
            passages.add(new Passage(artifact.id(), capability.id(), capability.name() + ". " + (capability.description() == null ? "" : capability.description())));
            names.put(capability.id(), capability.name());
        }
    }

    /** The same with the vectors by a model that are known; those of another are of no use. */
    private State withVectors(State plain, String model) {
        embeddings.use(model);
        if (!model.equals(readModel)) {
            readModel = model;
            vectorFile.read(model).forEach(embeddings::keep);
        }
        List<Vector8> vectors = new ArrayList<>(Collections.nCopies(plain.passages().size(), null));
        int count = 0;
        for (int i = 0; i < vectors.size(); i++) {
            vectors.set(i, embeddings.known(plain.passages().get(i).text()));
            count += vectors.get(i) == null ? 0 : 1;
        }
        return new State(plain.revision(), plain.index().with(count < vectors.size() ? List.of() : vectors), plain.traits(), plain.names(), plain.sides(), model, count);
    }

    private void make() {
        State begun = state;
        if (kept != begun.revision()) {
            indexFile.write(begun);
            kept = begun.revision();
        }
        if (!begun.model().isEmpty() && !begun.isWhole()) {
            makeVectors(begun);
        }
    }

    /** Runs until every passage has a vector, the embedder is gone, or the catalog has changed; then the next search begins again. */
    private void makeVectors(State begun) {
        int made = 0;
        for (Passage passage : begun.passages()) {
            if (embeddings.known(passage.text()) == null) {
                if (closed || embeddings.of(passage.text()).isEmpty()) {
                    break;
                }
                made++;
            }
            if (made > 0 && made % BATCH == 0) {
                use(begun);
            }
        }
        use(begun);
        if (made > 0 && !closed && embeddings.model().filter(begun.model()::equals).isPresent()) {
            // What was asked for is known too, and is nobody's business tomorrow.
            vectorFile.write(begun.model(), embeddings.known(begun.passages().stream().map(Passage::text).toList()));
        }
    }

    private synchronized void use(State begun) {
        if (state.revision() == begun.revision() && state.model().equals(begun.model())) {
            state = withVectors(state, begun.model());
        }
    }
}
