package mezzotint.login;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** The users on disk, in a file that nobody but its owner can read; it is replaced as a whole. */
record UserFile(Path path) {

    private static final Gson GSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** What the file holds. */
    private record Content(List<User> users) {}

    /** @throws IOException if the file is there and cannot be read or understood */
    List<User> read() throws IOException {
        if (Files.notExists(path)) {
            return List.of();
        }
        try {
            Content content = GSON.fromJson(Files.readString(path), Content.class);
            if (content == null || content.users == null || content.users.stream().anyMatch(UserFile::isIncomplete)) {
                throw new IOException(path + " holds no list of users");
            }
            return List.copyOf(content.users);
        } catch (JsonParseException e) {
            throw new IOException(path + " is damaged: " + e.getMessage(), e);
        }
    }

    private static boolean isIncomplete(User user) {
        return user == null || user.name() == null || user.password() == null || user.role() == null
                || user.tokens().stream().anyMatch(t -> t == null || t.id() == null || t.hash() == null || t.scope() == null);
    }

    void write(List<User> users) throws IOException {
        Files.createDirectories(path.getParent());
        Path part = path.resolveSibling(path.getFileName() + ".part");
        Files.deleteIfExists(part);
        boolean posix = Files.getFileStore(path.getParent()).supportsFileAttributeView("posix");
        if (posix) {
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        try (var file = FileChannel.open(part, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(GSON.toJson(new Content(users)) + "\n");
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
