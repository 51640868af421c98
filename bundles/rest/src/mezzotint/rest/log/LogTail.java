package mezzotint.rest.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mezzotint.plugin.Problem;

/** The end of the log, read as {@code conf/logback.xml} writes it. */
final class LogTail {

    /** From the most detailed to the gravest. */
    static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");

    /** No more of the file is read. */
    private static final int BYTES = 1 << 20;
    private static final Pattern HEAD = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d),\\d{3} (\\w{4,5}) {1,2}(\\S+): (.*)");

    /**
     * Something that was logged.
     *
     * @param time of the machine's clock, as in {@code 2026-01-31 12:00:00}
     * @param text may have several lines
     */
    record Entry(String time, String level, String source, String text) {

        private Entry with(String line) {
            return new Entry(time, level, source, text + "\n" + line);
        }
    }

    private LogTail() {}

    /**
     * The last entries of a level or above, oldest first; none if there is no such file.
     *
     * @throws Problem of kind {@code INTERNAL} if it cannot be read
     */
    static List<Entry> of(Path file, String level, int count) {
        var entries = new ArrayList<Entry>();
        for (String line : end(file).lines().toList()) {
            Matcher head = HEAD.matcher(line);
            if (head.matches()) {
                entries.add(new Entry(head.group(1), head.group(2), head.group(3), head.group(4)));
            } else if (!entries.isEmpty()) {
                entries.add(entries.remove(entries.size() - 1).with(line));
            }
        }
        entries.removeIf(entry -> LEVELS.indexOf(entry.level()) < LEVELS.indexOf(level));
        return entries.subList(Math.max(0, entries.size() - count), entries.size());
    }

    private static String end(Path file) {
        if (!Files.exists(file)) {
            return "";
        }
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(BYTES, in.length())];
            in.seek(in.length() - bytes.length);
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INTERNAL, file + " cannot be read: " + e.getMessage(), "check who may read it", e);
        }
    }
}
