package mezzotint.comparator.compare;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import mezzotint.catalog.Capability;

/** Which hooks and routes of a workbench make a capability of others, from {@code live.json}. Somebody wrote it; tests check its keys. */
final class LiveTable {

    /**
     * What makes a capability.
     *
     * @param of ids of capabilities, and tasks for all others that name them
     * @param hooks each must be filled by a plugin that is on
     * @param routes each must be served
     * @param pictures whether its use is that pictures are made
     * @param lacks what of it is not here all the same; empty for nothing
     * @param refused the route that answers 501 while a hook is not filled; empty for none
     * @param why it is not here, where no hook could make it; else empty
     */
    record Line(List<String> of, List<String> hooks, List<String> routes, boolean pictures, String lacks, String refused, String why) {

        Line {
            hooks = Objects.requireNonNullElse(hooks, List.of());
            routes = Objects.requireNonNullElse(routes, List.of());
            lacks = Objects.requireNonNullElse(lacks, "");
            refused = Objects.requireNonNullElse(refused, "");
            why = Objects.requireNonNullElse(why, "");
        }
    }

    static final List<Line> LINES = read();

    private LiveTable() {}

    private static List<Line> read() {
        try (InputStream in = LiveTable.class.getResourceAsStream("/mezzotint/comparator/live.json")) {
            return List.copyOf(new Gson().fromJson(new InputStreamReader(in, StandardCharsets.UTF_8), new TypeToken<List<Line>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** That of the capability itself, else that of its task. */
    static Optional<Line> line(Capability capability) {
        return line(capability.id()).or(() -> capability.task() == null ? Optional.empty() : line(capability.task()));
    }

    private static Optional<Line> line(String key) {
        return LINES.stream().filter(line -> line.of().contains(key)).findFirst();
    }
}
