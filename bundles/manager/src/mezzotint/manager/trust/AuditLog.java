package mezzotint.manager.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import mezzotint.trust.Audit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log as a file of JSON lines. Each line carries the SHA-256 of the line before it, and a
 * second file the number of lines and the SHA-256 of the last, so that a line that is changed, taken
 * out or cut off is noticed. A file that has grown large is put aside with a number, and the next
 * one goes on from its last line. What cannot be written is kept in memory and tried again.
 */
@Component
public final class AuditLog implements Audit {

    /** When a file counts as large. */
    private static final long LARGEST = 8 << 20;
    private static final int LONGEST_REST = 500;
    /** Entries that are kept while they cannot be written. */
    private static final int MOST_WAITING = 1000;
    private static final String WORKBENCH = "the workbench";

    private final Logger logger = LoggerFactory.getLogger(AuditLog.class);
    private final Path folder;
    private final AuditFile file;
    private final Path headFile;
    private final long largest;
    private final Deque<Entry> waiting = new ArrayDeque<>();
    /** Entries that there was no more room for. */
    private int lost;
    private String trouble = "";
    /** Null until the file could be read. */
    private AuditHead head;

    @Activate
    public AuditLog(BundleContext context) {
        this(Path.of(context.getProperty("mezzotint.home"), "journal"), LARGEST);
    }

    AuditLog(Path folder, long largest) {
        this.folder = folder;
        this.largest = largest;
        file = new AuditFile(folder.resolve("audit.log"));
        headFile = folder.resolve("audit.head");
        try {
            open();
        } catch (IOException | RuntimeException e) {
            logger.warn("the audit log {} cannot be read: {}", file.path(), reason(e));
        }
    }

    /** What is found is written down, for the next entry covers the traces of what was cut off. */
    private void open() throws IOException {
        Files.createDirectories(folder);
        String rest = file.cutRest();
        List<String> lines = file.lines();
        Optional<AuditHead> noted = noted(lines);
        Optional<AuditFile> newest = aside().reduce((old, young) -> young);
        String link = newest.isPresent() ? last(newest.get().lines(), AuditLine.NOTHING) : AuditLine.NOTHING;
        String before = noted.map(AuditHead::before).orElse(link);
        int files = Math.max(noted.map(AuditHead::files).orElse(0), newest.map(AuditLog::number).orElse(0));
        Optional<String> damage = damage(lines, noted, before).or(() -> newest.filter(n -> number(n) == files && !link.equals(before))
                .map(n -> "the last line of " + n.path() + " was changed or cut off"));
        String known = noted.map(AuditHead::damage).orElse("");
        head = new AuditHead(lines.size(), last(lines, before), before, files, damage.filter(words -> known.isEmpty()).orElse(known));
        damage.ifPresent(words -> {
            logger.warn("the audit log is not whole: {}", words);
            record(WORKBENCH, "damage", "audit.log", "", words);
        });
        if (!rest.isEmpty()) {
            record(WORKBENCH, "repair", "audit.log", "", "the process ended while this was written: " + rest.substring(0, Math.min(rest.length(), LONGEST_REST)));
        }
    }

    /** How far it was written, as was noted. The process may have been killed when a file had been put aside and that was not noted yet. */
    private Optional<AuditHead> noted(List<String> lines) throws IOException {
        Optional<AuditHead> noted = AuditHead.read(headFile);
        Optional<AuditFile> newest = lines.isEmpty() && noted.filter(h -> h.lines() > 0).isPresent() ? aside().reduce((old, young) -> young) : Optional.empty();
        boolean unnoted = newest.isPresent() && last(newest.get().lines(), AuditLine.NOTHING).equals(noted.get().last());
        return unnoted ? noted.map(h -> h.inNext(number(newest.get()))) : noted;
    }

    private static String last(List<String> lines, String none) {
        return lines.isEmpty() ? none : AuditLine.hash(lines.get(lines.size() - 1));
    }

    /** The files that were put aside, oldest first. */
    private Stream<AuditFile> aside() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().matches("audit-\\d{4,9}\\.log")).map(AuditFile::new)
                    .sorted(Comparator.comparingInt(AuditLog::number)).toList().stream();
        }
    }

    private static int number(AuditFile file) {
        return Integer.parseInt(file.path().getFileName().toString().replaceAll("\\D", ""));
    }

    @Override
    public synchronized void record(String by, String action, String subject, String origin, String detail) {
        if (waiting.size() >= MOST_WAITING) {
            waiting.removeFirst();
            lost++;
        }
        waiting.addLast(entry(by, action, subject, origin, detail));
        try {
            if (head == null) {
                open();
            }
            while (!waiting.isEmpty()) {
                write(waiting.getFirst());
                waiting.removeFirst();
            }
            if (lost > 0) {
                write(entry(WORKBENCH, "lose", "audit.log", "", lost + " entries could not be written: " + trouble));
                lost = 0;
            }
        } catch (IOException | RuntimeException e) {
            trouble = reason(e);
            logger.warn("the audit log {} cannot be written ({}); not in it: {} {} {}{}{}", file.path(), trouble, by, action, subject,
                    detail.isEmpty() ? "" : ": ", detail);
        }
    }

    private static Entry entry(String by, String action, String subject, String origin, String detail) {
        return new Entry(Instant.now().truncatedTo(ChronoUnit.MILLIS), by, action, subject, origin, detail);
    }

    /** The line and the word of it, or neither. */
    private void write(Entry entry) throws IOException {
        if (file.size() > 0 && file.size() + AuditLine.text(entry, head.last()).length() > largest) {
            putAside();
        }
        String line = AuditLine.text(entry, head.last());
        file.append(line);
        try {
            keep(head.next(line));
        } catch (IOException e) {
            file.takeBack(line);
            throw e;
        }
    }

    private void keep(AuditHead next) throws IOException {
        next.write(headFile);
        head = next;
    }

    private void putAside() throws IOException {
        List<String> lines = file.lines();
        Optional<String> damage = damage(lines, noted(lines), head.before());
        int number = head.files() + 1;
        Path aside = folder.resolve("audit-%04d.log".formatted(number));
        Files.move(file.path(), aside, StandardCopyOption.ATOMIC_MOVE);
        try {
            keep(head.inNext(number));
        } catch (IOException e) {
            Files.move(aside, file.path(), StandardCopyOption.ATOMIC_MOVE);
            throw e;
        }
        if (damage.isPresent()) {
            write(entry(WORKBENCH, "damage", aside.getFileName().toString(), "", damage.get()));
        }
    }

    @Override
    public synchronized List<Entry> list(int limit) {
        var entries = new ArrayList<Entry>();
        waiting.descendingIterator().forEachRemaining(entries::add);
        try {
            var files = new ArrayDeque<AuditFile>(aside().toList());
            files.addLast(file);
            while (!files.isEmpty() && entries.size() < limit) {
                List<String> lines = files.removeLast().lines();
                for (int i = lines.size() - 1; i >= 0 && entries.size() < limit; i--) {
                    AuditLine.read(lines.get(i)).map(AuditLine::entry).ifPresent(entries::add);
                }
            }
        } catch (IOException | RuntimeException e) {
            logger.debug("the audit log cannot be read", e); // what is wrong with it is said by damage()
        }
        return entries.stream().limit(limit).toList();
    }

    @Override
    public synchronized Optional<String> damage() {
        var words = new ArrayList<String>();
        try {
            List<String> lines = file.lines();
            damage(lines, noted(lines), head == null ? AuditLine.NOTHING : head.before())
                    .or(() -> Optional.ofNullable(head).map(AuditHead::damage).filter(d -> !d.isEmpty())).ifPresent(words::add);
        } catch (IOException | RuntimeException e) {
            words.add(file.path() + " cannot be read: " + reason(e));
        }
        if (!waiting.isEmpty()) {
            words.add((waiting.size() + lost) + " entries could not be written to it: " + trouble);
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", words));
    }

    private Optional<String> damage(List<String> lines, Optional<AuditHead> noted, String before) {
        return file.damage(lines, before).or(() -> end(lines, noted, before));
    }

    /** A process that was killed may have written one line more than it noted. */
    private Optional<String> end(List<String> lines, Optional<AuditHead> noted, String before) {
        if (noted.isEmpty()) {
            boolean begun = lines.size() > 1 || Files.exists(headFile) || !before.equals(AuditLine.NOTHING);
            return begun ? Optional.of(headFile + " is missing or damaged") : Optional.empty();
        }
        int count = noted.get().lines();
        if (count > lines.size()) {
            return Optional.of(file.path() + " has " + lines.size() + " lines, but " + count + " were written");
        }
        String last = count == 0 ? before : AuditLine.hash(lines.get(count - 1));
        return last.equals(noted.get().last()) && lines.size() - count <= 1 ? Optional.empty()
                : Optional.of("line " + count + " of " + file.path() + " was changed, or lines were added to it");
    }

    private static String reason(Exception e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }
}
