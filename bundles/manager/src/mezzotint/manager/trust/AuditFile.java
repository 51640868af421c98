package mezzotint.manager.trust;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mezzotint.libs.disk.WholeFile;

/** A file of lines, each of which is there whole or not at all. */
record AuditFile(Path path) {

    private static final int BLOCK = 8192;

    /** The lines. One with bytes that are no text can still be read, but has another hash than any that was written. */
    List<String> lines() throws IOException {
        byte[] bytes = Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
        var lines = new ArrayList<String>();
        int begin = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lines.add(text(Arrays.copyOfRange(bytes, begin, i)));
                begin = i + 1;
            }
        }
        if (begin < bytes.length) {
            lines.add(text(Arrays.copyOfRange(bytes, begin, bytes.length)));
        }
        return lines;
    }

    private static String text(byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);
        return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), line) ? text : text + " ";
    }

    long size() throws IOException {
        return Files.exists(path) ? Files.size(path) : 0;
    }

    /** Adds a line and returns once it is on disk. What a full disk took of it is taken back. */
    void append(String line) throws IOException {
        try (var file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            cutRest(file);
            long end = file.size();
            try {
                WholeFile.write(file.position(end), (line + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                file.truncate(end);
                throw e;
            }
        }
    }

    /** Takes back the last line, which was just added. */
    void takeBack(String line) throws IOException {
        try (var file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            file.truncate(file.size() - (line + "\n").getBytes(StandardCharsets.UTF_8).length);
        }
    }

    /** Takes away what a killed process left behind the last whole line, and returns the beginning of it. */
    String cutRest() throws IOException {
        if (!Files.exists(path)) {
            return "";
        }
        try (var file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return cutRest(file);
        }
    }

    private static String cutRest(FileChannel file) throws IOException {
        long end = file.size();
        boolean whole = false;
        while (end > 0 && !whole) {
            byte[] block = read(file, Math.max(0, end - BLOCK), (int) Math.min(BLOCK, end));
            int last = block.length;
            while (last > 0 && block[last - 1] != '\n') {
                last--;
            }
            whole = last > 0;
            end -= block.length - last;
        }
        byte[] rest = read(file, end, (int) Math.min(BLOCK, file.size() - end));
        if (rest.length > 0) {
            file.truncate(end);
        }
        return new String(rest, StandardCharsets.UTF_8);
    }

    private static byte[] read(FileChannel file, long from, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
            // until all is read
        }
        return bytes.array();
    }

    /**
     * What is wrong with lines of this file, in words.
     *
     * @param first SHA-256 that the first one is to carry
     */
    Optional<String> damage(List<String> lines, String first) {
        String before = first;
        for (int i = 0; i < lines.size(); i++) {
            Optional<AuditLine> line = AuditLine.read(lines.get(i));
            if (line.isEmpty()) {
                return Optional.of("line " + (i + 1) + " of " + path + " is no entry");
            }
            if (!line.get().before().equals(before)) {
                return Optional.of(i == 0 ? "the beginning of " + path + " was cut"
                        : "line " + i + " of " + path + " was changed, or lines after it were taken out");
            }
            before = AuditLine.hash(lines.get(i));
        }
        return Optional.empty();
    }
}
