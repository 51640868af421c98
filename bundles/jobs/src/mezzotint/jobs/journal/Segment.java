package mezzotint.jobs.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of the journal. It begins with a mark and the number of the first segment that still counts: a compacted segment holds all that
 * was in those before it.
 */
record Segment(long number, Path path) {

    private static final Pattern NAME = Pattern.compile("jobs-(\\d{8})\\.log");
    private static final long MARK = 0x6D657A7A6A6F6231L;
    private static final int HEAD = 16;

    static Segment in(Path folder, long number) {
        return new Segment(number, folder.resolve("jobs-%08d.log".formatted(number)));
    }

    /** The segment that a file is, if it is one. */
    static Optional<Segment> of(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches() ? Optional.of(new Segment(Long.parseLong(name.group(1)), file)) : Optional.empty();
    }

    static byte[] head(long first) {
        return ByteBuffer.allocate(HEAD).putLong(MARK).putLong(first).array();
    }

    /** The first segment that counts beside this one; 0 if the head is not readable. */
    long first() throws IOException {
        try (var in = Files.newInputStream(path)) {
            ByteBuffer head = ByteBuffer.wrap(in.readNBytes(HEAD));
            return head.limit() == HEAD && head.getLong() == MARK ? head.getLong() : 0;
        }
    }

    Frame.Content read() throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path));
        boolean headed = file.limit() >= HEAD && file.getLong(0) == MARK;
        return Frame.read(file, headed ? HEAD : 0);
    }

    /** Writes the segment anew, whole or not at all. */
    void write(long first, List<Frame> frames, Disk disk) throws IOException {
        Path part = path.resolveSibling(path.getFileName() + ".part");
        Files.deleteIfExists(part);
        try (Disk.Store store = disk.open(part)) {
            store.append(head(first));
            for (Frame frame : frames) {
                store.append(frame.bytes());
            }
            store.force();
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Disk.force(path.getParent());
    }

    /** Keeps the file as it is under another name, for a person to look at. */
    Path setAside() throws IOException {
        Path aside = path.resolveSibling(path.getFileName() + ".damaged");
        return Files.copy(path, aside, StandardCopyOption.REPLACE_EXISTING);
    }
}
