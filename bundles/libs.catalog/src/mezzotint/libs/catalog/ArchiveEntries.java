package mezzotint.libs.catalog;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import mezzotint.plugin.Problem;

/** Walks the files of an archive: a zip, or a tarball with or without gzip. */
final class ArchiveEntries {

    private static final int BLOCK = 512;
    private static final int MAGIC = 4;
    /** Heads of git and npm are far smaller, in bytes. */
    private static final int LARGEST_HEAD = 1 << 20;
    /** Stands for the path of what git says of an archive as a whole. */
    static final String COMMIT = "\0commit";

    private ArchiveEntries() {}

    interface Take {
        void file(String path, Instant time, InputStream content) throws IOException;
    }

    /** @throws mezzotint.plugin.Problem of kind {@code INVALID} if it is none of these */
    static void each(Path file, Take take) throws IOException {
        String name = file.getFileName().toString();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(BLOCK);
            byte[] head = in.readNBytes(BLOCK);
            in.reset();
            if (head.length >= MAGIC && head[0] == 'P' && head[1] == 'K') {
                zip(file, take);
            } else if (head.length >= MAGIC && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B) {
                tar(new BufferedInputStream(new GZIPInputStream(in)), name, take);
            } else if (head.length == BLOCK && text(head, 257, 5).equals("ustar")) {
                tar(in, name, take);
            } else {
                throw Problem.invalid(name + " is no wheel and no tarball", "give the package as its registry serves it");
            }
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
            byte kind = head[156];
            var content = new Part(in, size);
            if (kind == '0' || kind == 0) {
                String prefix = text(head, 345, 155);
                String path = longName != null ? longName : (prefix.isEmpty() || head[257] != 'u' ? "" : prefix + "/") + text(head, 0, 100);
                take.file(path, Instant.ofEpochSecond(octal(head, 136, 12, name)), content);
                longName = null;
            } else {
                byte[] told = content.readNBytes(LARGEST_HEAD);
                String comment = kind == 'g' ? pax(told, "comment") : null;
                if (comment != null) {
                    take.file(COMMIT, Instant.EPOCH, new ByteArrayInputStream(comment.getBytes(StandardCharsets.UTF_8)));
                }
                longName = kind == 'x' ? pax(told, "path") : kind == 'L' ? text(told, 0, told.length) : null;
            }
            in.skipNBytes(content.left + (BLOCK - size % BLOCK) % BLOCK);
        }
    }

    /** So much of a stream as belongs to one file. */
    private static final class Part extends InputStream {

        private final InputStream in;
        private long left;

        Part(InputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = in.read(to, from, (int) Math.min(length, left));
            if (n < 0) {
                throw new EOFException("it ends within a file");
            }
            left -= n;
            return n;
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
