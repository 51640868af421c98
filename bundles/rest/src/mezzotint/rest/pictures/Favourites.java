package mezzotint.rest.pictures;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import mezzotint.libs.disk.WholeFile;
import mezzotint.plugin.Problem;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The pictures that each user marked: ids by the user's name, in {@code conf/favourites.json}. */
@Component(service = Favourites.class)
public final class Favourites {

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
    private static final TypeToken<Map<String, LinkedHashSet<String>>> FORM = new TypeToken<>() {};

    private final Path file;
    private Map<String, LinkedHashSet<String>> marked;

    @Activate
    public Favourites(BundleContext context) {
        this(Path.of(Objects.requireNonNullElse(context.getProperty("mezzotint.home"), ".")).resolve("conf/favourites.json"));
    }

    Favourites(Path file) {
        this.file = file;
    }

    /** @throws Problem of kind {@code INTERNAL} if the file cannot be read */
    synchronized Set<String> of(String user) {
        return Set.copyOf(all().getOrDefault(user, new LinkedHashSet<>()));
    }

    /**
     * Marks a picture, or takes the mark away; it is on the disk when this returns.
     *
     * @throws Problem of kind {@code INTERNAL} if the file cannot be read or written
     */
    synchronized void mark(String user, String picture, boolean favourite) {
        var changed = new HashMap<>(all());
        var pictures = new LinkedHashSet<>(changed.getOrDefault(user, new LinkedHashSet<>()));
        if (favourite ? pictures.add(picture) : pictures.remove(picture)) {
            changed.put(user, pictures);
            write(changed);
            marked = changed;
        }
    }

    private Map<String, LinkedHashSet<String>> all() {
        if (marked == null) {
            marked = read();
        }
        return marked;
    }

    private Map<String, LinkedHashSet<String>> read() {
        try {
            Map<String, LinkedHashSet<String>> read = Files.exists(file) ? GSON.fromJson(Files.readString(file), FORM) : null;
            return read == null ? Map.of() : read;
        } catch (IOException | JsonParseException e) {
            throw new Problem(Problem.Kind.INTERNAL, file + " cannot be read: " + e.getMessage(), "mend it or remove it", e);
        }
    }

    private void write(Map<String, LinkedHashSet<String>> all) {
        try {
            WholeFile.write(file, GSON.toJson(all));
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INTERNAL, file + " cannot be written: " + e.getMessage(), "check who may write there, and how full the disk is", e);
        }
    }
}
