package mezzotint.models;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mezzotint.model.Models.Card;
import org.slf4j.LoggerFactory;

/** Reads what a model says of itself: {@code mezzotint.json} in its folder, or beside its file. */
final class CardReader {

    private static final Gson GSON = new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();

    /** The file's form; every field may be missing. */
    private record Content(String label, String description, Map<String, Object> defaults, List<String> examples) {}

    private CardReader() {}

    static Card read(Path model) {
        String name = model.getFileName().toString();
        boolean folder = Files.isDirectory(model);
        String stem = folder ? name : name.replaceFirst("\\.[^.]+$", "");
        Content content = content(folder ? model.resolve("mezzotint.json") : model.resolveSibling(stem + ".mezzotint.json"));
        return new Card(stem, Objects.requireNonNullElse(content.label, stem), Objects.requireNonNullElse(content.description, ""),
                model, Objects.requireNonNullElse(content.defaults, Map.of()), Objects.requireNonNullElse(content.examples, List.of()));
    }

    private static Content content(Path file) {
        try {
            Content content = Files.exists(file) ? GSON.fromJson(Files.readString(file), Content.class) : null;
            return Objects.requireNonNullElse(content, new Content(null, null, null, null));
        } catch (IOException | JsonParseException e) {
            // The model itself may be fine, so it stays in the list.
            LoggerFactory.getLogger(CardReader.class).warn("{} cannot be read and is left out: {}", file, e.getMessage());
            return new Content(null, null, null, null);
        }
    }
}
