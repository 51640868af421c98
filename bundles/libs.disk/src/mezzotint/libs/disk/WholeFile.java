package mezzotint.libs.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files so that after a crash the old or the new content is there. */
public final class WholeFile {

    private WholeFile() {}

    /** Replaces a file, and returns once it is on disk; its folder is made if there is none. Not for two threads and one file. */
    public static void write(Path path, byte[] content) throws IOException {
        Files.createDirectories(path.getParent());
        Path part = path.resolveSibling(path.getFileName() + ".part");
        try {
            try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                write(file, content);
            }
            Files.move(part, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** The same, of a text in UTF-8. */
    public static void write(Path path, String text) throws IOException {
        write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns once the content is on disk. */
    public static void write(FileChannel file, byte[] content) throws IOException {
        writeAll(file, content);
        file.force(true);
    }

    /** A disk that is nearly full takes a part and does not complain before the next. */
    static void writeAll(WritableByteChannel out, byte[] content) throws IOException {
        for (ByteBuffer rest = ByteBuffer.wrap(content); rest.hasRemaining();) {
            out.write(rest);
        }
    }
}
