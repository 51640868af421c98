package mezzotint.manager.trust;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mezzotint.libs.disk.WholeFile;
import mezzotint.libs.signing.Digests;
import mezzotint.manager.disk.JsonFile;
import mezzotint.plugin.Problem;
import mezzotint.trust.Audit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.LoggerFactory;

/**
 * The audit log as a file of JSON lines. Each line carries the SHA-256 of the line before it, and a
 * second file the number of lines and the SHA-256 of the last, so that a line that is changed, taken
 * out or cut off is noticed.
 */
@Component
public final class AuditLog implements Audit {

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
    private static final String NOTHING = "0".repeat(64);
    private static final int LONGEST_REST = 500;

    /** An entry as a line of the file. */
    private record Line(String when, String by, String action, String subject, String origin, String detail, String before) {

        Entry entry() {
            return new Entry(Instant.parse(when), by, action, subject, origin, detail);
        }
    }

    /** How far the log has been written. */
    private record Head(int lines, String last) {}

    private final Path file;
    private final Path headFile;
    private Head head;

    @Activate
    public AuditLog(BundleContext context) {
        this(Path.of(context.getProperty("mezzotint.home"), "journal"));
    }

    AuditLog(Path folder) {
        file = folder.resolve("audit.log");
        headFile = folder.resolve("audit.head");
        try {
            Files.createDirectories(folder);
            String rest = cutRest();
            List<String> lines = lines();
            head = new Head(lines.size(), lines.isEmpty() ? NOTHING : hash(lines.get(lines.size() - 1)));
            noteRepairs(rest, damage());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** What is found at the start is written down, for the next entry covers the traces of what was cut off. */
    private void noteRepairs(String rest, Optional<String> damage) {
        if (damage.isPresent()) {
            LoggerFactory.getLogger(AuditLog.class).warn("the audit log is not whole: {}", damage.get());
            record("the workbench", "damage", "audit.log", "", damage.get());
        }
        if (!rest.isEmpty()) {
            record("the workbench", "repair", "audit.log", "", "the process ended while this was written: "
                    + rest.substring(0, Math.min(rest.length(), LONGEST_REST)));
        }
    }

    /** Takes away what a killed process left behind the last whole line. */
    private String cutRest() throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        if (end < bytes.length) {
            try (var out = FileChannel.open(file, StandardOpenOption.WRITE)) {
                out.truncate(end);
            }
        }
        return new String(bytes, end, bytes.length - end, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void record(String by, String action, String subject, String origin, String detail) {
        String when = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        String line = GSON.toJson(new Line(when, by, action, subject, origin, detail, head.last));
        try (var out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            WholeFile.write(out, (line + "\n").getBytes(StandardCharsets.UTF_8));
            head = new Head(head.lines + 1, hash(line));
            JsonFile.write(headFile, (GSON.toJson(head) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized List<Entry> list(int limit) {
        try {
            List<String> lines = lines();
            var entries = new ArrayList<Entry>();
            for (int i = lines.size() - 1; i >= 0 && entries.size() < limit; i--) {
                read(lines.get(i)).map(Line::entry).ifPresent(entries::add);
            }
            return entries;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized Optional<String> damage() {
        try {
            List<String> lines = lines();
            String before = NOTHING;
            for (int i = 0; i < lines.size(); i++) {
                Optional<Line> line = read(lines.get(i));
                if (line.isEmpty()) {
                    return Optional.of("line " + (i + 1) + " of " + file + " is no entry");
                }
                if (!line.get().before.equals(before)) {
                    return Optional.of(i == 0 ? "the beginning of " + file + " was cut"
                            : "line " + i + " of " + file + " was changed, or lines after it were taken out");
                }
                before = hash(lines.get(i));
            }
            return end(lines);
        } catch (IOException e) {
            return Optional.of(file + " cannot be read: " + e.getMessage());
        }
    }

    /** A process that was killed may have written one line more than it noted. */
    private Optional<String> end(List<String> lines) throws IOException {
        if (lines.isEmpty() && !Files.exists(headFile)) {
            return Optional.empty();
        }
        Head noted = Files.exists(headFile) ? GSON.fromJson(Files.readString(headFile), Head.class) : null;
        if (noted == null || noted.last == null) {
            return lines.size() == 1 ? Optional.empty() : Optional.of(headFile + " is missing");
        }
        if (noted.lines > lines.size()) {
            return Optional.of(file + " has " + lines.size() + " lines, but " + noted.lines + " were written");
        }
        String last = noted.lines == 0 ? NOTHING : hash(lines.get(noted.lines - 1));
        return last.equals(noted.last) && lines.size() - noted.lines <= 1 ? Optional.empty()
                : Optional.of("line " + noted.lines + " of " + file + " was changed, or lines were added to it");
    }

    private List<String> lines() throws IOException {
        String text = Files.exists(file) ? Files.readString(file) : "";
        return text.isEmpty() ? List.of() : Arrays.asList(text.split("\n"));
    }

    private static Optional<Line> read(String text) {
        try {
            Line line = GSON.fromJson(text, Line.class);
            if (line != null && line.before != null && line.when != null) {
                Instant.parse(line.when);
                return Optional.of(line);
            }
        } catch (JsonParseException | DateTimeException e) {
            // it is no entry then
        }
        return Optional.empty();
    }

    private static String hash(String line) {
        return Digests.sha256(line.getBytes(StandardCharsets.UTF_8));
    }

    private Problem failed(IOException e) {
        return new Problem(Problem.Kind.INTERNAL, file + " cannot be used: " + e.getMessage(), "check the disk and who may write there", e);
    }
}
