package mezzotint.comparator;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What another catalog's page says of a pair, word by word, and links between two artifacts that somebody found; from {@code stated.json}. */
final class Stated {

    private record Page(List<String> artifacts, String title, String subtitle, List<List<String>> rows, String verdict, String search) {}

    private record Link(List<String> artifacts, String text, String source, String locator) {}

    private record Content(Map<String, Object> source, List<Page> pages, List<Link> links) {}

    private static final Content CONTENT = read();

    private Stated() {}

    private static Content read() {
        try (InputStream in = Stated.class.getResourceAsStream("stated.json")) {
            return new Gson().fromJson(new InputStreamReader(in, StandardCharsets.UTF_8), Content.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page on a pair, its columns in the order that is asked for. */
    static Optional<Map<String, Object>> page(List<String> artifacts) {
        return CONTENT.pages().stream().filter(page -> artifacts.size() == 2 && Set.copyOf(page.artifacts()).equals(Set.copyOf(artifacts))).findFirst().map(page -> {
            boolean turned = !page.artifacts().equals(artifacts);
            var out = new LinkedHashMap<String, Object>();
            out.put("title", page.title());
            out.put("subtitle", page.subtitle());
            out.put("rows", page.rows().stream().map(row -> turned ? turned(row) : row).toList());
            out.put("verdict", page.verdict());
            out.put("search", page.search());
            out.put("source", CONTENT.source());
            return out;
        });
    }

    private static List<String> turned(List<String> row) {
        var out = new ArrayList<>(row);
        Collections.swap(out, 1, 2);
        return out;
    }

    static List<Map<String, Object>> links(Set<String> pair) {
        return CONTENT.links().stream().filter(link -> Set.copyOf(link.artifacts()).equals(pair))
                .map(link -> Map.<String, Object>of("text", link.text(), "source", link.source(), "locator", link.locator())).toList();
    }
}
