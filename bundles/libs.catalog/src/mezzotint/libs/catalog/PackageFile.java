package mezzotint.libs.catalog;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import mezzotint.catalog.Source;
import mezzotint.plugin.Problem;

/**
 * A package as its registry serves it: a Python wheel, an npm tarball, or an archive of a repository as git makes it. Immutable.
 *
 * @param files the wanted files by their path in it
 * @param name of the package, from what it says of itself; empty if it does not
 * @param newest the day of its newest file; null if the files carry no day
 */
public record PackageFile(Map<String, byte[]> files, String name, String version, String sha256, LocalDate newest) {

    /** No file that we read is larger, in bytes. */
    private static final int LARGEST = 64 << 20;
    private static final LocalDate CARRIES_NO_DAY = LocalDate.of(1990, 1, 1);
    private static final Pattern NAME = Pattern.compile("(?m)^(?:Name: |\\s*\"name\":\\s*\")([^\"\\s]+)");
    private static final Pattern VERSION = Pattern.compile("(?m)^(?:Version: |\\s*\"version\":\\s*\")([^\"\\s]+)");

    /**
     * @param wanted by the path in the package
     * @throws Problem of kind {@code INVALID} if it is no package, or damaged
     */
    public static PackageFile read(Path file, Predicate<String> wanted) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        var about = new String[] {""};
        var newest = new Instant[] {Instant.EPOCH};
        ArchiveEntries.Take take = (path, time, content) -> {
            if (path.equals(ArchiveEntries.COMMIT)) {
                about[0] = "Version: " + new String(bounded(path, content), StandardCharsets.UTF_8);
                return;
            }
            newest[0] = time.isAfter(newest[0]) ? time : newest[0];
            if (path.endsWith(".dist-info/METADATA") || path.equals("package/package.json")) {
                about[0] = new String(bounded(path, content), StandardCharsets.UTF_8);
            } else if (wanted.test(path)) {
                files.put(path, bounded(path, content));
            }
        };
        try {
            ArchiveEntries.each(file, take);
        } catch (ZipException | EOFException e) {
            throw new Problem(Problem.Kind.INVALID, file.getFileName() + " is damaged: " + e.getMessage(), "fetch it again", e);
        }
        LocalDate day = LocalDate.ofInstant(newest[0], ZoneOffset.UTC);
        return new PackageFile(files, found(NAME, about[0]), found(VERSION, about[0]), sha256(file), day.isAfter(CARRIES_NO_DAY) ? day : null);
    }

    private static byte[] bounded(String path, InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw Problem.invalid(path + " is larger than " + (LARGEST >> 20) + " MB", "give the package as its registry serves it");
        }
        return bytes;
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] part = new byte[1 << 16];
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                digest.update(part, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The file with the path that ends so.
     *
     * @throws Problem of kind {@code INVALID} if there is none
     */
    public byte[] file(String end) {
        return files.entrySet().stream().filter(e -> e.getKey().endsWith(end)).map(Map.Entry::getValue).findFirst()
                .orElseThrow(() -> Problem.invalid("there is no " + end + " in the package" + (name.isEmpty() ? "" : " " + name), "give the package that this connector reads"));
    }

    /** Makes something of the content of a file. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(byte[] content) throws IOException;
    }

    /**
     * What a reader makes of {@link #file}.
     *
     * @throws Problem of kind {@code INVALID} also if the content is not what the reader expects
     */
    public <T> T parsed(String end, Reader<T> reader) {
        byte[] content = file(end);
        try {
            return reader.read(content);
        } catch (Problem e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new Problem(Problem.Kind.INVALID, end + " is not as this connector knows it: " + e.getMessage(), "look for a newer version of the connector", e);
        }
    }

    /**
     * What rows of an archive of a repository name, with the commit if git told it.
     *
     * @param repository {@code owner/name}
     * @param observed null for the day of its newest file
     */
    public Source repository(String repository, String title, LocalDate observed, String licence, String parser) {
        String commit = version.isEmpty() ? sha256.substring(0, 12) : version;
        return new Source(repository + " " + commit.substring(0, Math.min(12, commit.length())), repository, Source.Kind.GIT, title, "git:" + repository + "@" + commit, sha256,
                observed == null ? newest : observed, LocalDate.now(), licence, parser);
    }

    /**
     * What rows of this package name.
     *
     * @param system {@code pypi}, {@code npm} or {@code git}
     * @param observed null for the day of its newest file
     */
    public Source source(String system, String title, LocalDate observed, String licence, String parser) {
        String version = this.version.isEmpty() ? sha256.substring(0, 12) : this.version;
        return new Source(name + " " + version, name, Source.Kind.PACKAGE, title, system + ":" + name + "==" + version, sha256,
                observed == null ? newest : observed, LocalDate.now(), licence, parser);
    }
}
