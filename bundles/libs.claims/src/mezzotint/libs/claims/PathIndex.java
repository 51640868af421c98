package mezzotint.libs.claims;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Every path that a git repository ever had, on any branch, with the last commit that changed it. Immutable. */
public final class PathIndex {

    /**
     * Of which repository, at which state.
     *
     * @param repository {@code owner/name}
     * @param commit full id of the newest commit
     * @param date of that commit
     * @param commits how many lead to it
     */
    public record Header(String repository, String commit, String date, int commits) {

        /** The beginning of a commit's id, as people write it. */
        public String shortCommit() {
            return commit.substring(0, Math.min(7, commit.length()));
        }
    }

    /**
     * A file.
     *
     * @param there whether the newest commit has it
     * @param commit the last that changed it, 8 digits; if it is gone, one that removed it
     */
    public record Entry(String path, boolean there, String commit, LocalDate date) {}

    private static final int NEAREST = 3;
    private static final double ALIKE = .3;
    private static final double BEGINS_ALIKE = .8;
    private static final int LONG_BEGINNING = 5;

    private final Header header;
    private final TreeMap<String, Entry> entries = new TreeMap<>();
    private final Set<String> folders = new HashSet<>();

    public PathIndex(Header header, Collection<Entry> all) {
        this.header = header;
        for (Entry entry : all) {
            entries.put(entry.path(), entry);
            for (int slash = entry.path().lastIndexOf('/'); entry.there() && slash > 0; slash = entry.path().lastIndexOf('/', slash - 1)) {
                folders.add(entry.path().substring(0, slash));
            }
        }
    }

    /** @throws IOException also if the file is no such index */
    public static PathIndex read(InputStream in) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            Header header = new Gson().fromJson(lines.readLine(), Header.class);
            return new PathIndex(header, lines.lines().map(PathIndex::entry).toList());
        } catch (RuntimeException e) {
            throw new IOException("this is no index of paths: " + e.getMessage(), e);
        }
    }

    private static Entry entry(String line) {
        String[] parts = line.split("\t");
        return new Entry(parts[0].substring(1), parts[0].startsWith("+"), parts[1], LocalDate.parse(parts[2]));
    }

    public void write(OutputStream out) throws IOException {
        try (var zip = new GZIPOutputStream(out)) {
            zip.write((new Gson().toJson(header) + "\n").getBytes(StandardCharsets.UTF_8));
            for (Entry entry : entries.values()) {
                zip.write(((entry.there() ? "+" : "-") + entry.path() + "\t" + entry.commit() + "\t" + entry.date() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    public Header header() {
        return header;
    }

    public int size() {
        return entries.size();
    }

    /** A file by its whole path, or by the end of it where only one file, or only one that is still there, ends so. */
    public Optional<Entry> find(String path) {
        if (entries.containsKey(path)) {
            return Optional.of(entries.get(path));
        }
        return entries.values().stream().filter(e -> e.path().endsWith("/" + path)).min(Comparator.comparing((Entry e) -> !e.there()).thenComparing(Entry::path));
    }

    /** Whether the newest commit has such a folder. */
    public boolean isFolder(String path) {
        return folders.contains(path);
    }

    /** Files of the same kind in the newest commit that are called nearly so, the likest first; those of the same folder count for more. */
    public List<String> nearest(String path) {
        String folder = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        String stem = stem(path);
        String kind = path.substring(path.lastIndexOf('.') + 1);
        record Near(String path, double likeness) {}
        return entries.values().stream().filter(e -> e.there() && e.path().endsWith("." + kind))
                .map(e -> new Near(e.path(), likeness(stem, stem(e.path())) + (e.path().startsWith(folder + "/") && e.path().lastIndexOf('/') == folder.length() ? .2 : 0)))
                .filter(n -> n.likeness() > ALIKE + .2)
                .sorted(Comparator.comparingDouble(Near::likeness).reversed().thenComparing(Near::path)).limit(NEAREST).map(Near::path).toList();
    }

    private static String stem(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    }

    /** The share of pairs of letters that two words have in common (Dice). */
    private static double likeness(String a, String b) {
        Set<String> first = pairs(a);
        Set<String> second = pairs(b);
        long common = first.stream().filter(second::contains).count();
        return sharesBeginning(a, b) ? BEGINS_ALIKE : first.isEmpty() || second.isEmpty() ? 0 : 2.0 * common / (first.size() + second.size());
    }

    /** "model_quant" and "quantization". */
    private static boolean sharesBeginning(String a, String b) {
        return List.of(a.split("_")).stream().anyMatch(word -> word.length() >= LONG_BEGINNING && List.of(b.split("_")).stream().anyMatch(other -> other.length() >= LONG_BEGINNING
                && word.substring(0, LONG_BEGINNING).equals(other.substring(0, LONG_BEGINNING))));
    }

    private static Set<String> pairs(String word) {
        var out = new HashSet<String>();
        for (int i = 0; i + 1 < word.length(); i++) {
            out.add(word.substring(i, i + 2));
        }
        return out;
    }
}
