package mezzotint.comparator.web;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mezzotint.comparator.web.Report.Cell;
import mezzotint.comparator.web.Report.Section;
import mezzotint.comparator.compare.Comparisons;
import mezzotint.libs.web.Json;

/** What changed, as a section of a report. */
final class ChangeReport {

    private ChangeReport() {}

    /** @param changes as {@link Comparisons} gives them */
    static Section section(Map<String, Object> changes) {
        JsonObject json = JsonParser.parseString(Json.text(changes)).getAsJsonObject();
        List<JsonObject> rows = Report.objects(json.getAsJsonArray("rows"));
        var sentences = new ArrayList<String>();
        json.getAsJsonArray("unknown").forEach(id -> sentences.add(id.getAsString() + " was not known here on that day."));
        sentences.add(rows.isEmpty() ? "Nothing else that is said here has changed." : "What nobody said before became known, and what nobody says any more is gone: neither was 0.");
        return new Section("What changed since " + json.get("since").getAsString(), sentences, List.of("Artifact", "Of", "What", "Before", "", "Now"), rows.stream().map(ChangeReport::row).toList());
    }

    private static List<Cell> row(JsonObject change) {
        String how = change.get("change").getAsString();
        return List.of(Cell.of(change.get("artifact").getAsString()), Cell.of(change.get("kind").getAsString()), Cell.of(change.get("name").getAsString()), Cell.of(said(change, "before")),
                Cell.of(how.equals("known") ? "became known" : how.equals("gone") ? "is gone" : "→"), Cell.of(said(change, "after")));
    }

    /** Each value once, with the first that says it and when. */
    private static String said(JsonObject change, String side) {
        return Report.objects(change.getAsJsonArray(side)).stream().collect(Collectors.toMap(one -> one.get("value").getAsString(), one -> one, (a, b) -> a, LinkedHashMap::new)).values().stream()
                .map(one -> one.get("value").getAsString() + (one.has("source") ? " (" + one.get("source").getAsString() + (one.has("date") ? ", " + one.get("date").getAsString() : "") + ")" : "")).collect(Collectors.joining("; "));
    }
}
