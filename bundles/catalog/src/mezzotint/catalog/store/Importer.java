package mezzotint.catalog.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.CatalogSource;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Plugins;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads packages with the connectors that are installed, tells what they would change, and changes it when somebody has agreed. */
@Component(service = Importer.class)
public final class Importer {

    /** The connector of exports of this and other workbenches, which needs no plugin. */
    public static final String EXPORT = "export";

    /** So many are kept until they are applied or forgotten. */
    private static final int PENDING = 4;
    private static final int SHOWN = 200;

    /** A connector of which a package can be read. */
    public record Connector(String id, String label, String reads) {}

    /**
     * What would change.
     *
     * @param shown the first of the differences
     */
    public record Preview(String id, String connector, String digest, long added, long changed, long gone, List<Shown> shown) {}

    /** One difference: {@code before} is null for what is new, {@code after} for what is gone. */
    public record Shown(String table, Record before, Record after) {}

    /**
     * A change that was made.
     *
     * @param connector its id; {@code user} for what users said
     * @param digest sha-256 of what was read, in lower case hexadecimal
     */
    public record Done(long id, String connector, String digest, String by, Instant at, int added, int changed, int gone) {}

    private final StoredCatalog catalog;
    private final Plugins plugins;
    private final Map<String, List<Import>> pending = new LinkedHashMap<>();

    @Activate
    public Importer(@Reference StoredCatalog catalog, @Reference Plugins plugins) {
        this.catalog = catalog;
        this.plugins = plugins;
    }

    public List<Connector> connectors() {
        var all = new ArrayList<Connector>();
        plugins.withAll(CatalogSource.class, leases -> leases.stream().map(l -> all.add(new Connector(l.entry().id(), l.entry().label(), l.hook().reads()))).toList());
        all.add(new Connector(EXPORT, "Export of a catalog", "what GET /api/catalog/export gave"));
        return all;
    }

    /**
     * Reads a package, and changes nothing.
     *
     * @param content closed by the caller
     * @throws Problem as {@link CatalogSource#read} and {@link Import#of} do
     */
    public Preview preview(String connector, InputStream content) throws IOException {
        Path file = Files.createTempFile("catalog", ".package");
        try {
            String digest = copy(content, file);
            var changes = new ArrayList<Import>();
            for (Map.Entry<String, CatalogRows> rows : read(connector, file).entrySet()) {
                changes.add(catalog.store().plan(rows.getKey(), digest, rows.getValue()));
            }
            String id = keep(changes);
            return new Preview(id, connector, digest, changes.stream().mapToLong(Import::added).sum(), changes.stream().mapToLong(Import::changed).sum(),
                    changes.stream().mapToLong(Import::gone).sum(), changes.stream().flatMap(c -> c.differences().stream()).limit(SHOWN)
                            .map(d -> new Shown(d.table().name(), d.before(), d.after())).toList());
        } finally {
            Files.delete(file);
        }
    }

    private Map<String, CatalogRows> read(String connector, Path file) throws IOException {
        if (connector.equals(EXPORT)) {
            try (InputStream in = Files.newInputStream(file)) {
                return CatalogFile.read(in);
            }
        }
        try (Lease<CatalogSource> lease = plugins.lease(CatalogSource.class, connector)) {
            return Map.of(lease.entry().id(), lease.hook().read(file));
        }
    }

    private static String copy(InputStream content, Path file) throws IOException {
        try (var digested = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
            Files.copy(digested, file, StandardCopyOption.REPLACE_EXISTING);
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized String keep(List<Import> changes) {
        if (pending.size() >= PENDING) {
            pending.remove(pending.keySet().iterator().next());
        }
        String id = UUID.randomUUID().toString();
        pending.put(id, changes);
        return id;
    }

    /**
     * Makes a preview true, all of it or nothing.
     *
     * @throws Problem of kind {@code MISSING} if it is not known any more; {@code CONFLICT} if the catalog changed since
     */
    public synchronized void apply(String id, String by) {
        List<Import> changes = pending.get(id);
        if (changes == null) {
            throw new Problem(Problem.Kind.MISSING, "there is no import " + id + " that waits", "send the package again");
        }
        catalog.store().apply(changes, by);
        pending.remove(id);
    }

    /** Newest first. */
    public List<Done> done() {
        return catalog.store().database().read(Imports::all);
    }
}
