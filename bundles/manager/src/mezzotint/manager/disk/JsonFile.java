package mezzotint.manager.disk;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import mezzotint.libs.disk.WholeFile;
import mezzotint.plugin.Problem;
import org.slf4j.LoggerFactory;

/** A value kept in a file, whole or not at all. */
public final class JsonFile<T> {

    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private final Path path;
    private final Type type;

    /** @param type may be a record that refuses values which cannot be used */
    public JsonFile(Path path, Type type) {
        this.path = path;
        this.type = type;
    }

    /** What was written last; empty if nothing was. A damaged file is set aside. */
    public Optional<T> read() {
        return Optional.ofNullable(read(null, null, words -> {}));
    }

    /**
     * What was written last.
     *
     * @param first if there is no file yet
     * @param strict if the file is damaged: it takes its place, and the damaged one is kept beside it
     * @param damage is told in words what became of a damaged file
     */
    public T read(T first, T strict, Consumer<String> damage) {
        if (!Files.exists(path)) {
            return first;
        }
        try {
            T content = GSON.fromJson(Files.readString(path), type);
            return content == null ? replace(strict, "it is empty", damage) : content;
        } catch (IOException | RuntimeException e) { // Gson wraps what a record's constructor refuses
            return replace(strict, reason(e), damage);
        }
    }

    /** The damaged file is copied and not moved: without a file the value would be the first one, after a crash. */
    private T replace(T strict, String reason, Consumer<String> damage) {
        Path aside = free();
        try {
            Files.copy(path, aside);
        } catch (IOException e) {
            throw failed(path, e);
        }
        String words = "it is damaged (" + reason + "); it was moved to " + aside.getFileName()
                + (strict == null ? "" : ", and the strictest settings hold until they are changed");
        LoggerFactory.getLogger(JsonFile.class).warn("{}: {}", path, words);
        damage.accept(words);
        if (strict == null) {
            delete();
        } else {
            write(strict);
        }
        return strict;
    }

    private Path free() {
        for (int number = 1;; number++) {
            Path aside = path.resolveSibling(path.getFileName() + ".damaged." + number);
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

    /** Returns once it is on disk. */
    public void write(T value) {
        write(path, (GSON.toJson(value, type) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /** As {@link WholeFile} does. */
    public static void write(Path path, byte[] content) {
        try {
            WholeFile.write(path, content);
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private static Problem failed(Path path, IOException e) {
        return new Problem(Problem.Kind.INTERNAL, path + " cannot be written: " + e.getMessage(), "check the disk and who may write there", e);
    }
}
