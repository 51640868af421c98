package mezzotint.comparator.compare;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;

/** What another catalog states: its rows, which are facts; the words of its page on a pair, and links between two artifacts that somebody found, from {@code stated.json}. */
final class Stated {

    /** Facts that say what another catalog states. */
    static final String PREFIX = "stated.";

    /** The rows of its page in their order, by what the facts are called. */
    private static final Map<String, String> ROWS = rows();

    private record Page(List<String> artifacts, String title, String subtitle, String verdict, String search) {}

    private record Link(List<String> artifacts, String text, String source, String locator) {}

    private record Content(List<Page> pages, List<Link> links) {}

    private static final Content CONTENT = read();

    private Stated() {}

    private static Map<String, String> rows() {
        var out = new LinkedHashMap<String, String>();
        String[] all = {"type", "Type", "unfragileRank", "UnfragileRank", "adoption", "Adoption", "quality", "Quality", "ecosystem", "Ecosystem", "matchGraph", "Match Graph",
            "pricing", "Pricing", "startingPrice", "Starting Price", "capabilities", "Capabilities", "timesMatched", "Times Matched"};
        for (int i = 0; i < all.length; i += 2) {
            out.put(all[i], all[i + 1]);
        }
        return out;
    }

    private static Content read() {
        try (InputStream in = Stated.class.getResourceAsStream("/mezzotint/comparator/stated.json")) {
            return new Gson().fromJson(new InputStreamReader(in, StandardCharsets.UTF_8), Content.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is stated of some artifacts; none if nothing is stated of any. */
    static Optional<Map<String, Object>> page(List<Passport> passports) {
        List<List<String>> rows = ROWS.entrySet().stream().map(row -> row(row.getKey(), row.getValue(), passports)).filter(Objects::nonNull).toList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Set<String> ids = passports.stream().map(p -> p.artifact().id()).collect(Collectors.toSet());
        var out = new LinkedHashMap<String, Object>();
        out.put("rows", rows);
        out.put("sources", passports.stream().flatMap(p -> p.facts().stream()).filter(f -> f.key().startsWith(PREFIX)).map(Fact::source).distinct().toList());
        CONTENT.pages().stream().filter(page -> Set.copyOf(page.artifacts()).equals(ids)).findFirst().ifPresent(page -> {
            out.put("title", page.title());
            out.put("subtitle", page.subtitle());
            out.put("verdict", page.verdict());
            out.put("search", page.search());
        });
        return Optional.of(out);
    }

    private static List<String> row(String key, String label, List<Passport> passports) {
        List<String> values = passports.stream().map(p -> p.facts(PREFIX + key).stream().map(Fact::value).findFirst().orElse("")).toList();
        return values.stream().allMatch(String::isEmpty) ? null : Stream.concat(Stream.of(label), values.stream()).toList();
    }

    static List<Map<String, Object>> links(Set<String> pair) {
        return CONTENT.links().stream().filter(link -> Set.copyOf(link.artifacts()).equals(pair))
                .map(link -> Map.<String, Object>of("text", link.text(), "source", link.source(), "locator", link.locator())).toList();
    }
}
