package mezzotint.catalog.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.ArtifactQuery;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.Outcome;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Score;
import mezzotint.catalog.ScoreResult;
import mezzotint.catalog.Source;
import mezzotint.libs.signing.Digests;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** What the catalog keeps. The store is opened by the first question. */
@Component(service = StoredCatalog.class, configurationPid = StoreSettings.PID)
@Designate(ocd = StoreSettings.class)
public final class StoredCatalog implements Catalog {

    private static final String SEED = "seed.json.gz";
    /** So long a question waits: browsers and the HTTP server give up after a minute. */
    private static final long PATIENCE_SECONDS = 40;

    private final Plugins plugins;
    private final StoreSettings settings;
    private final Path folder;
    private final boolean seeded;
    private CompletableFuture<Store> opening;
    private Store opened;
    private volatile boolean closed;

    @Activate
    public StoredCatalog(BundleContext context, StoreSettings settings, @Reference Plugins plugins) {
        this(Path.of(Objects.requireNonNullElse(context.getProperty("mezzotint.home"), ".")).resolve("catalog"), settings, plugins,
                !"off".equals(context.getProperty("mezzotint.catalog.seed")));
    }

    /** @param seeded whether what ships is brought in */
    StoredCatalog(Path folder, StoreSettings settings, Plugins plugins, boolean seeded) {
        this.folder = folder;
        this.settings = settings;
        this.plugins = plugins;
        this.seeded = seeded;
    }

    @Deactivate
    public synchronized void close() {
        closed = true;
        if (opened != null) {
            opened.close();
        }
    }

    /**
     * The store, opened and filled if it is not yet.
     *
     * @throws Problem of kind {@code CONFLICT} if that is not done after {@link #PATIENCE_SECONDS}; it goes on
     */
    Store store() {
        try {
            return opening().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new Problem(Problem.Kind.CONFLICT, "the catalog is being filled for the first time", "ask again in half a minute", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Problem own ? own : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    private synchronized Future<Store> opening() {
        if (closed) {
            throw new Problem(Problem.Kind.CONFLICT, "the catalog is being stopped", "try again in a moment");
        }
        if (opening == null || opening.isCompletedExceptionally()) {
            opening = CompletableFuture.supplyAsync(this::open, task -> new Thread(task, "catalog").start());
        }
        return opening;
    }

    private Store open() {
        var store = new Store(settings.database().isBlank() ? Database.h2(folder) : Database.postgres(settings.database(), settings.user(), settings.password()));
        synchronized (this) {
            opened = store;
        }
        try {
            if (closed) {
                store.close();
            } else if (seeded) {
                seed(store);
            }
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static void seed(Store store) {
        try (InputStream file = StoredCatalog.class.getResourceAsStream(SEED)) {
            byte[] content = file.readAllBytes();
            store.seed(new ByteArrayInputStream(content), Digests.sha256(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long revision() {
        return store().revision();
    }

    @Override
    public List<Artifact> list(ArtifactQuery query, LocalDate asOf) {
        return new Choosing(store().day(asOf), query).run();
    }

    /** Those among rows that are in no store that a query asks for. */
    public static List<Artifact> choose(CatalogRows rows, ArtifactQuery query, LocalDate asOf) {
        return new Choosing(new Day(rows, asOf), query).run();
    }

    @Override
    public Optional<Passport> find(String name, LocalDate asOf) {
        return store().database().read(connection -> {
            var reader = new Reader(connection, asOf);
            return reader.passports(reader.named(name).stream().toList()).stream().findFirst();
        });
    }

    @Override
    public List<Passport> passports(Collection<String> ids, LocalDate asOf) {
        return store().database().read(connection -> new Reader(connection, asOf).passports(ids));
    }

    @Override
    public List<ScoreResult> scores(Passport passport, Map<String, Double> weights) {
        Day day = store().day(passport.asOf());
        return plugins.withAll(Score.class, leases -> {
            var all = new TreeMap<String, ScoreResult>();
            var counts = new TreeMap<String, Double>();
            for (Lease<Score> lease : leases) {
                String id = lease.entry().id();
                all.put(id, score(lease, passport, day));
                counts.put(id, weights.getOrDefault(id, lease.hook().weight()));
            }
            var scores = new ArrayList<>(all.values());
            scores.add(Overall.of(passport, scores, counts));
            return scores;
        });
    }

    /** A plugin that fails has no score, and the others have theirs. */
    private static ScoreResult score(Lease<Score> lease, Passport passport, Day day) {
        try {
            return lease.hook().of(passport, day);
        } catch (RuntimeException e) {
            return new ScoreResult(lease.entry().id(), passport.artifact().id(), "", "", null, 0, 100, 0, List.of(), "the plugin failed: " + e.getMessage(), List.of(),
                    passport.asOf());
        }
    }

    /** See {@link Store#merge}. */
    public void merge(String name, String artifact, String by) {
        store().merge(name, artifact, by);
    }

    /** See {@link Store#unmerge}. */
    public void unmerge(String name, String by) {
        store().unmerge(name, by);
    }

    /** Everything that is said now, as a file that can be imported elsewhere. */
    public void export(OutputStream out) throws IOException {
        store().export(out);
    }

    @Override
    public List<Source> sources() {
        return store().sources();
    }

    @Override
    public boolean record(Outcome outcome) {
        if (settings.outcomes()) {
            store().database().change(connection -> {
                Outcomes.add(connection, null, List.of(outcome));
                return null;
            });
        }
        return settings.outcomes();
    }
}
