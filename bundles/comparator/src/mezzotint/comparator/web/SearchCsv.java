package mezzotint.comparator.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import mezzotint.comparator.search.CatalogSearch;
import mezzotint.libs.web.Csv;

/** What a search found, as a table: a row for each artifact, best first. */
final class SearchCsv {

    static final List<String> HEAD = List.of("rank", "artifact", "name", "type", "score", "matched", "missing", "status", "refuted claims", "description");

    private SearchCsv() {}

    /** @param found as {@link CatalogSearch#search} answers */
    static String of(Map<String, Object> found) {
        var rows = new ArrayList<List<String>>();
        for (Map<?, ?> one : maps(found.get("results"))) {
            String matched = maps(one.get("matches")).stream().filter(m -> m.get("matched") != null).map(m -> m.get("part") + ": " + m.get("matched")).collect(Collectors.joining("; "));
            String missing = ((List<?>) one.get("missing")).stream().map(Object::toString).collect(Collectors.joining("; "));
            rows.add(List.of(String.valueOf(rows.size() + 1), text(one, "artifact"), text(one, "name"), text(one, "type"), text(one, "score"), matched, missing, text(one, "status"), text(one, "refuted"),
                    text(one, "description")));
        }
        return Csv.text(HEAD, rows);
    }

    private static List<Map<?, ?>> maps(Object list) {
        return ((List<?>) list).stream().<Map<?, ?>>map(one -> (Map<?, ?>) one).toList();
    }

    private static String text(Map<?, ?> one, String key) {
        return Objects.toString(one.get(key), "");
    }
}
