package mezzotint.catalog.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.ArtifactAlias;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.Source;
import mezzotint.plugin.Problem;
import org.slf4j.LoggerFactory;

/** Rows in a database: imports, merges, days. */
final class Store implements AutoCloseable {

    private static final int DAYS = 4;
    /** Stands in the book of imports for the seed as a whole. */
    private static final String WHOLE = "seed";

    private final Database database;
    private final Map<LocalDate, Day> days = new LinkedHashMap<>();
    private long daysOf = -1;

    Store(Database database) {
        this.database = database;
    }

    Database database() {
        return database;
    }

    /** Brings in what ships, where it is not here yet and nothing newer is. */
    void seed(InputStream file, String digest) throws IOException {
        Set<String> here = database.read(Imports::all).stream().filter(d -> d.digest().equals(digest)).map(Importer.Done::connector).collect(Collectors.toSet());
        if (here.contains(WHOLE)) {
            return;
        }
        for (Map.Entry<String, CatalogRows> collection : CatalogFile.read(file).entrySet()) {
            if (here.contains(collection.getKey())) {
                continue;
            }
            try {
                apply(plan(collection.getKey(), digest, collection.getValue()), "the distribution");
            } catch (Problem e) {
                LoggerFactory.getLogger(Store.class).info("what ships of {} stays aside: {}", collection.getKey(), e.getMessage());
            }
        }
        // Written last: whoever is killed before goes on here.
        apply(plan(WHOLE, digest, CatalogRows.NONE), "the distribution");
    }

    Import plan(String collection, String digest, CatalogRows rows) {
        return database.read(connection -> Import.of(connection, collection, digest, rows));
    }

    void apply(Import change, String by) {
        apply(List.of(change), by);
    }

    /**
     * Makes imports true, all of them or none.
     *
     * @throws Problem of kind {@code CONFLICT} if the catalog changed since one of them was planned
     */
    void apply(List<Import> changes, String by) {
        database.change(connection -> {
            for (Import change : changes) {
                if (change.after() != Imports.last(connection, change.collection())) {
                    throw new Problem(Problem.Kind.CONFLICT, change.collection() + " was imported by somebody else meanwhile",
                            "send the package again and look at what it changes now");
                }
                new Writer(connection).apply(change, by);
            }
            return null;
        });
    }

    long revision() {
        return database.read(Imports::newest);
    }

    /** The catalog on a day; those asked for last are kept until something changes. */
    synchronized Day day(LocalDate date) {
        long now = revision();
        if (now != daysOf || days.size() >= DAYS && !days.containsKey(date)) {
            days.clear();
            daysOf = now;
        }
        return days.computeIfAbsent(date, d -> database.read(connection -> new Day(new Reader(connection, d), d)));
    }

    /**
     * Lets a name count for an artifact, whatever connectors say.
     *
     * @param artifact the name itself parts what a connector merged
     */
    void merge(String name, String artifact, String by) {
        change(by, connection -> {
            Reader reader = new Reader(connection, LocalDate.now());
            String id = reader.named(artifact).or(() -> name.equals(artifact) ? Optional.of(name) : Optional.empty())
                    .orElseThrow(() -> new Problem(Problem.Kind.MISSING, "there is no artifact " + artifact, "look at /api/catalog/artifacts"));
            String now = reader.named(name).orElseThrow(() -> new Problem(Problem.Kind.MISSING, "nothing is called " + name, "look at /api/catalog/artifacts"));
            CatalogRows user = CollectionRows.of(connection, Owners.USER);
            String to = name.equals(artifact) ? name : id;
            Artifact known = reader.passports(List.of(now)).get(0).artifact();
            String source = UserRows.today().id();
            return UserRows.with(user, new ArtifactAlias(to, name, source, 1), new Artifact(name, known.type(), known.name(), known.vendor(), null, source));
        });
    }

    /** Takes back what {@link #merge} said of a name. */
    void unmerge(String name, String by) {
        change(by, connection -> {
            CatalogRows user = CollectionRows.of(connection, Owners.USER);
            if (user.aliases().stream().noneMatch(a -> a.name().equals(name))) {
                throw new Problem(Problem.Kind.MISSING, "nobody here said what " + name + " counts for", "look at the aliases of /api/catalog/artifacts/ID");
            }
            return UserRows.without(user, name);
        });
    }

    private void change(String by, Database.Work<CatalogRows> rows) {
        database.change(connection -> {
            new Writer(connection).apply(Import.of(connection, Owners.USER, "", rows.run(connection)), by);
            return null;
        });
    }

    List<Source> sources() {
        return database.read(connection -> List.copyOf(Sources.all(connection).values()));
    }

    /** Everything that is said now, by connector. */
    void export(OutputStream out) throws IOException {
        CatalogFile.write(out, database.read(Store::collections));
    }

    private static Map<String, CatalogRows> collections(Connection connection) throws SQLException {
        var all = new LinkedHashMap<String, CatalogRows>();
        for (String collection : Imports.all(connection).stream().map(Importer.Done::connector).distinct().sorted().toList()) {
            all.put(collection, CollectionRows.of(connection, collection));
        }
        return all;
    }

    @Override
    public void close() {
        database.close();
    }
}
