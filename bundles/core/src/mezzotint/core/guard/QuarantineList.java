package mezzotint.core.guard;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mezzotint.fault.Quarantine;
import mezzotint.libs.disk.WholeFile;
import org.osgi.framework.BundleContext;
import org.slf4j.LoggerFactory;

/** The bundles in quarantine, kept in {@code conf/quarantine.json}; the launcher reads it too and does not start them. */
final class QuarantineList {

    /** An entry as the file has it. */
    private record Line(String bundle, String version, String since, String reason, String leak) {}

    private final Gson gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private final Path file;
    private final Map<String, Quarantine> all = new TreeMap<>();
    /** Those that would be in quarantine, but are needed; not kept in the file. */
    private final Map<String, Quarantine> spared = new TreeMap<>();

    QuarantineList(BundleContext context) {
        file = Path.of(context.getProperty("mezzotint.home"), "conf", "quarantine.json");
        for (Line line : read()) {
            // A thread that hung there is gone with the process before; another version has a chance of its own.
            boolean here = Arrays.stream(context.getBundles())
                    .anyMatch(b -> line.bundle().equals(b.getSymbolicName()) && line.version().equals(b.getVersion().toString()));
            if (here) {
                all.put(line.bundle(), new Quarantine(line.bundle(), line.version(), time(line.since()), line.reason(), ""));
            }
        }
    }

    private List<Line> read() {
        try {
            Line[] lines = Files.exists(file) ? gson.fromJson(Files.readString(file), Line[].class) : null;
            return lines == null ? List.of() : Arrays.stream(lines).filter(l -> l.bundle() != null && l.version() != null).toList();
        } catch (IOException | JsonParseException e) {
            LoggerFactory.getLogger(QuarantineList.class).warn("{} cannot be read, so nothing is in quarantine: {}", file, e.getMessage());
            return List.of();
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(String.valueOf(text));
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    /** @return whether it was not in quarantine before */
    synchronized boolean add(Suspect who, String reason, String leak) {
        boolean fresh = all.putIfAbsent(who.bundle(), new Quarantine(who.bundle(), who.version(), Instant.now(), reason, leak)) == null;
        if (fresh) {
            write();
        }
        return fresh;
    }

    /** @return whether it was not spared before */
    synchronized boolean spare(Suspect who, String reason) {
        return spared.put(who.bundle(), new Quarantine(who.bundle(), who.version(), Instant.now(), reason, "")) == null;
    }

    synchronized boolean remove(String bundle) {
        spared.remove(String.valueOf(bundle));
        boolean was = bundle != null && all.remove(bundle) != null;
        if (was) {
            write();
        }
        return was;
    }

    synchronized Optional<Quarantine> of(String bundle) {
        return Optional.ofNullable(all.get(bundle));
    }

    synchronized List<Quarantine> all() {
        return List.copyOf(all.values());
    }

    synchronized List<Quarantine> spared() {
        return List.copyOf(spared.values());
    }

    private void write() {
        List<Line> lines = all.values().stream().map(q -> new Line(q.bundle(), q.version(), q.since().toString(), q.reason(), q.leak())).toList();
        try {
            WholeFile.write(file, gson.toJson(lines));
        } catch (IOException e) {
            LoggerFactory.getLogger(QuarantineList.class).warn("{} cannot be written, so the quarantine ends with this process: {}", file, e.getMessage());
        }
    }
}
