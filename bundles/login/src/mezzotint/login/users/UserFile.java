package mezzotint.login.users;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The users on disk, in a {@link PrivateFile}. */
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
        new PrivateFile(path).write(GSON.toJson(new Content(users)));
    }
}
