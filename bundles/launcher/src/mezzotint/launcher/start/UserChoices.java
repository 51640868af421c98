package mezzotint.launcher.start;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * What users chose, as the manager keeps it in {@code conf}: symbolic names of plugins. The framework's cache knows it too, but may be deleted.
 *
 * @param replaced of which a user chose another version than the one that ships
 * @param off that are switched off
 * @param removed that ship and are not wanted
 */
record UserChoices(Set<String> replaced, Set<String> off, Set<String> removed) {

    /** As {@code choices.json} has them; one that is missing is null. */
    private record Switches(Set<String> off, Set<String> removed) {}

    /** What is not there or damaged says nothing: the manager sets it aside and says so. */
    static UserChoices read(Path folder) throws IOException {
        JsonObject ledger = read(folder.resolve("plugins.json"), JsonObject.class, new JsonObject());
        Switches switches = read(folder.resolve("choices.json"), Switches.class, new Switches(null, null));
        return new UserChoices(Set.copyOf(ledger.keySet()), orNone(switches.off()), orNone(switches.removed()));
    }

    private static Set<String> orNone(Set<String> names) {
        return names == null ? Set.of() : names;
    }

    private static <T> T read(Path file, Class<T> type, T otherwise) throws IOException {
        if (!Files.exists(file)) {
            return otherwise;
        }
        try (Reader in = Files.newBufferedReader(file)) {
            T content = new Gson().fromJson(in, type);
            return content == null ? otherwise : content;
        } catch (JsonParseException e) {
            return otherwise;
        }
    }
}
