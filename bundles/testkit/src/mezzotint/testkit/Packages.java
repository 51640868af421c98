package mezzotint.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Packages as registries serve them, made for tests. */
public final class Packages {

    private static final int BLOCK = 512;
    private static final int GZIP = GZIPInputStream.GZIP_MAGIC & 0xFF;

    private Packages() {}

    /** A Python wheel. */
    public static Path wheel(Path folder, String name, String version, Map<String, byte[]> files) throws IOException {
        Path wheel = folder.resolve(name + ".whl");
        try (var zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
            put(zip, name + "-" + version + ".dist-info/METADATA", ("Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n").getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                put(zip, file.getKey(), file.getValue());
            }
        }
        return wheel;
    }

    private static void put(ZipOutputStream zip, String path, byte[] content) throws IOException {
        var entry = new ZipEntry(path);
        entry.setTime(1_780_000_000_000L);
        zip.putNextEntry(entry);
        zip.write(content);
    }

    /** A tarball, of npm or of {@code git archive}. */
    public static Path tarball(Path folder, Map<String, String> files) throws IOException {
        Path tarball = folder.resolve("package.tgz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(tarball))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                out.write(entry(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8)));
            }
            out.write(new byte[2 * BLOCK]);
        }
        return tarball;
    }

    /** The same package with another content in each of its files but that which tells its name and version; of what is no package, a file with that content. */
    public static Path with(Path sample, byte[] content) throws IOException {
        Path other = sample.resolveSibling("other-" + sample.getFileName());
        try (InputStream in = new BufferedInputStream(Files.newInputStream(sample))) {
            in.mark(1);
            int first = in.read();
            in.reset();
            if (first == 'P') {
                wheelWith(new ZipInputStream(in), other, content);
            } else if (first == GZIP) {
                tarballWith(new GZIPInputStream(in), other, content);
            } else {
                Files.write(other, content);
            }
        }
        return other;
    }

    private static void wheelWith(ZipInputStream in, Path other, byte[] content) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(other))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                put(zip, entry.getName(), entry.getName().endsWith("METADATA") ? in.readAllBytes() : content);
            }
        }
    }

    private static void tarballWith(InputStream in, Path other, byte[] content) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(other))) {
            for (byte[] head = in.readNBytes(BLOCK); head[0] != 0; head = in.readNBytes(BLOCK)) {
                String path = new String(head, 0, 100, StandardCharsets.UTF_8).replace("\0", "");
                byte[] before = in.readNBytes(Integer.parseInt(new String(head, 124, 11, StandardCharsets.UTF_8), 8));
                in.skipNBytes((BLOCK - before.length % BLOCK) % BLOCK);
                out.write(entry(path, path.endsWith("package.json") ? before : content));
            }
            out.write(new byte[2 * BLOCK]);
        }
    }

    private static byte[] entry(String path, byte[] content) throws IOException {
        byte[] head = new byte[BLOCK];
        write(head, 0, path);
        write(head, 100, "0000644");
        write(head, 124, String.format(Locale.ROOT, "%011o", content.length));
        write(head, 136, String.format(Locale.ROOT, "%011o", 1_780_000_000));
        head[156] = '0';
        write(head, 257, "ustar");
        var out = new ByteArrayOutputStream();
        out.write(head);
        out.write(content);
        out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        return out.toByteArray();
    }

    private static void write(byte[] head, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, head, at, bytes.length);
    }
}
