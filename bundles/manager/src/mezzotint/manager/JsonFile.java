package mezzotint.manager;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** A value kept in a file, whole or not at all. */
final class JsonFile<T> {

    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private final Path path;
    private final Type type;

    JsonFile(Path path, Type type) {
        this.path = path;
        this.type = type;
    }

    /** What was written last; empty if nothing was. A damaged file is set aside. */
    Optional<T> read() {
        try {
            return Files.exists(path) ? Optional.ofNullable(GSON.fromJson(Files.readString(path), type)) : Optional.empty();
        } catch (JsonParseException e) {
            setAside(e);
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void setAside(JsonParseException e) {
        Path aside = path.resolveSibling(path.getFileName() + ".damaged");
        LoggerFactory.getLogger(JsonFile.class).warn("{} is damaged and set aside as {}: {}", path, aside, e.getMessage());
        try {
            Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Returns once it is on disk. */
    void write(T value) {
        write(path, GSON.toJson(value, type).getBytes(StandardCharsets.UTF_8));
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file, whole or not at all, and returns once it is on disk. */
    static void write(Path path, byte[] content) {
        try {
            Files.createDirectories(path.getParent());
            Path part = path.resolveSibling(path.getFileName() + ".part");
            try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                for (ByteBuffer rest = ByteBuffer.wrap(content); rest.hasRemaining();) {
                    file.write(rest);
                }
                file.force(true);
            }
            Files.move(part, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
