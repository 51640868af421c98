package mezzotint.libs.catalog;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
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
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
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
        Entries.Take take = (path, time, content) -> {
            if (path.equals(Entries.COMMIT)) {
                about[0] = "Version: " + new String(content.readNBytes(LARGEST), StandardCharsets.UTF_8);
                return;
            }
            newest[0] = time.isAfter(newest[0]) ? time : newest[0];
            if (path.endsWith(".dist-info/METADATA") || path.equals("package/package.json")) {
                about[0] = new String(content.readNBytes(LARGEST), StandardCharsets.UTF_8);
            } else if (wanted.test(path)) {
                files.put(path, content.readNBytes(LARGEST));
            }
        };
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Entries.each(in, file, take);
        } catch (ZipException | EOFException e) {
            throw new Problem(Problem.Kind.INVALID, file.getFileName() + " is damaged: " + e.getMessage(), "fetch it again", e);
        }
        LocalDate day = LocalDate.ofInstant(newest[0], ZoneOffset.UTC);
        return new PackageFile(files, found(NAME, about[0]), found(VERSION, about[0]), sha256(file), day.isAfter(CARRIES_NO_DAY) ? day : null);
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

    /**
     * What rows of an archive of a repository name, with the commit if git told it.
     *
     * @param repository {@code owner/name}
     */
    public Source repository(String repository, String title, String licence, String parser) {
        String commit = version.isEmpty() ? sha256.substring(0, 12) : version;
        return new Source(repository + " " + commit.substring(0, Math.min(12, commit.length())), repository, Source.Kind.GIT, title, "git:" + repository + "@" + commit, sha256,
                newest, LocalDate.now(), licence, parser);
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

    /** Walks archives. */
    private static final class Entries {

        private static final int BLOCK = 512;
        /** Stands for the path of what git says of an archive as a whole. */
        static final String COMMIT = "\0commit";

        private Entries() {}

        interface Take {
            void file(String path, Instant time, InputStream content) throws IOException;
        }

        static void each(InputStream in, Path file, Take take) throws IOException {
            String name = file.getFileName().toString();
            in.mark(4);
            byte[] head = in.readNBytes(4);
            in.reset();
            if (head.length == 4 && head[0] == 'P' && head[1] == 'K') {
                zip(file, take);
            } else if (head.length == 4 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B) {
                tar(new BufferedInputStream(new GZIPInputStream(in)), name, take);
            } else {
                throw Problem.invalid(name + " is no wheel and no tarball", "give the package as its registry serves it");
            }
        }

        private static void zip(Path file, Take take) throws IOException {
            try (var zip = new ZipFile(file.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    Instant time = entry.getLastModifiedTime() == null ? Instant.EPOCH : entry.getLastModifiedTime().toInstant();
                    if (!entry.isDirectory()) {
                        try (InputStream content = zip.getInputStream(entry)) {
                            take.file(entry.getName(), time, content);
                        }
                    }
                }
            }
        }

        /** Blocks of 512 bytes: a head for each file, then its content, filled up to a block. */
        private static void tar(InputStream in, String name, Take take) throws IOException {
            String longName = null;
            for (byte[] head = in.readNBytes(BLOCK); head.length == BLOCK && head[0] != 0; head = in.readNBytes(BLOCK)) {
                long size = octal(head, 124, 12, name);
                byte[] content = in.readNBytes((int) Math.min(size, LARGEST));
                in.skipNBytes(size - content.length + (BLOCK - size % BLOCK) % BLOCK);
                String prefix = head[257] == 'u' ? text(head, 345, 155) : "";
                String path = longName != null ? longName : (prefix.isEmpty() ? "" : prefix + "/") + text(head, 0, 100);
                if (head[156] == 'g' && pax(content, "comment") != null) {
                    take.file(COMMIT, Instant.EPOCH, new ByteArrayInputStream(pax(content, "comment").getBytes(StandardCharsets.UTF_8)));
                }
                longName = head[156] == 'x' ? pax(content, "path") : head[156] == 'L' ? text(content, 0, content.length) : null;
                if (head[156] == '0' || head[156] == 0) {
                    take.file(path, Instant.ofEpochSecond(octal(head, 136, 12, name)), new ByteArrayInputStream(content));
                }
            }
        }

        /** A value of a head of the kind pax; null if it has none. */
        private static String pax(byte[] content, String key) {
            return new String(content, StandardCharsets.UTF_8).lines().map(l -> l.replaceFirst("^\\d+ ", "")).filter(l -> l.startsWith(key + "="))
                    .map(l -> l.substring(key.length() + 1)).findFirst().orElse(null);
        }

        private static long octal(byte[] head, int from, int length, String name) {
            String digits = text(head, from, length).strip();
            if (!digits.matches("[0-7]+")) {
                throw Problem.invalid(name + " is damaged: a length in it is " + digits, "fetch it again");
            }
            return Long.parseLong(digits, 8);
        }

        private static String text(byte[] bytes, int from, int length) {
            int end = from;
            while (end < from + length && bytes[end] != 0) {
                end++;
            }
            return new String(bytes, from, end - from, StandardCharsets.UTF_8);
        }
    }
}
