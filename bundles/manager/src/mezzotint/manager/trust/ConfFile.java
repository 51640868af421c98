package mezzotint.manager.trust;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import mezzotint.plugin.Problem;
import mezzotint.trust.Audit;
import org.slf4j.LoggerFactory;

/** A JSON file of settings: read whole, and written whole or not at all. */
final class ConfFile<T> {

    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private final Path file;
    private final Class<T> type;

    /** @param type a record that refuses values which cannot be used */
    ConfFile(Path file, Class<T> type) {
        this.file = file;
        this.type = type;
    }

    /**
     * The content.
     *
     * @param first if there is no file yet
     * @param strict if the file is damaged: it takes its place, and the damaged one is kept beside it
     */
    T read(T first, T strict, Audit audit) {
        if (!Files.exists(file)) {
            return first;
        }
        try {
            T content = GSON.fromJson(Files.readString(file), type);
            if (content != null) {
                return content;
            }
            return replace(strict, "it is empty", audit);
        } catch (IOException | RuntimeException e) { // Gson wraps what a record's constructor refuses
            return replace(strict, reason(e), audit);
        }
    }

    private T replace(T strict, String reason, Audit audit) {
        Path aside = free();
        try {
            Files.copy(file, aside);
        } catch (IOException e) {
            throw failed(e);
        }
        String words = "it is damaged (" + reason + "); it was moved to " + aside.getFileName()
                + ", and the strictest settings hold until they are changed";
        LoggerFactory.getLogger(ConfFile.class).warn("{}: {}", file, words);
        audit.record("the workbench", "repair", file.getFileName().toString(), "", words);
        write(strict);
        return strict;
    }

    private Path free() {
        for (int number = 1;; number++) {
            Path aside = file.resolveSibling(file.getFileName() + ".damaged." + number);
            if (!Files.exists(aside)) {
                return aside;
            }
        }
    }

    private static String reason(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? "a value is missing" : cause.getMessage();
    }

    void write(T content) {
        try {
            Files.createDirectories(file.getParent());
            replace(file, GSON.toJson(content) + "\n");
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Writes a file so that after a crash the old or the new content is there. */
    static void replace(Path file, String content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (var out = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            write(out, content);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns once the text is on disk. */
    static void write(FileChannel out, String text) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
        out.force(true);
    }

    private Problem failed(IOException e) {
        return new Problem(Problem.Kind.INTERNAL, file + " cannot be written: " + e.getMessage(), "check the disk and who may write there", e);
    }
}
