package mezzotint.comparator.web;

import static mezzotint.comparator.web.Report.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import mezzotint.libs.web.Csv;
import mezzotint.libs.web.Json;

/** A comparison as one table: a row for each thing that is said of one artifact. What is unknown has no row, or an empty field. */
final class ComparisonCsv {

    static final List<String> HEAD = List.of("section", "artifact", "item", "value", "unit", "note", "source", "date");

    private final JsonObject json;
    private final List<List<String>> rows = new ArrayList<>();

    private ComparisonCsv(Map<String, Object> comparison) {
        json = JsonParser.parseString(Json.text(comparison)).getAsJsonObject();
    }

    static String of(Map<String, Object> comparison) {
        var csv = new ComparisonCsv(comparison);
        objects(csv.json, "verdicts").forEach(v -> csv.add("verdict", csv.joined(v, "artifacts", " | "), "substitutes", text(v, "verdict"), "", csv.joined(v, "shared", "; "), "", text(csv.json, "asOf")));
        List<JsonObject> artifacts = objects(csv.json, "artifacts");
        for (int i = 0; i < artifacts.size(); i++) {
            csv.artifact(artifacts.get(i), i);
        }
        csv.benchmarks();
        csv.alignment();
        csv.changes();
        csv.json.getAsJsonObject("sources").entrySet().forEach(e -> csv.add("source", "", e.getKey(), text(e.getValue().getAsJsonObject(), "locator"), "", text(e.getValue().getAsJsonObject(), "licence"), e.getKey(),
                text(e.getValue().getAsJsonObject(), "date")));
        return Csv.text(HEAD, csv.rows);
    }

    private void add(String... cells) {
        rows.add(Arrays.asList(cells));
    }

    private void artifact(JsonObject artifact, int place) {
        String id = text(artifact, "id");
        add("status", id, "status", text(artifact.getAsJsonObject("status"), "status"), "", "", "", text(json, "asOf"));
        for (JsonObject score : objects(artifact, "scores")) {
            String bounds = text(score, "lo") + " to " + text(score, "hi");
            add("score", id, text(score, "score"), text(score, "value"), "of 100", score.has("refused") ? "refused: " + text(score, "refused") + "; " + bounds : bounds, text(score, "version"), text(json, "asOf"));
        }
        for (JsonObject capability : objects(artifact, "capabilities")) {
            add("capability", id, text(capability, "name"), text(capability, "description"), "", text(capability, "task"), text(capability, "source"), "");
            objects(capability, "claims").forEach(c -> add("claim", id, text(c, "text"), text(c, "status"), "", text(c, "computed") + text(c, "why"), text(c, "checker"), ""));
        }
        for (JsonElement price : json.getAsJsonArray("prices").get(place).getAsJsonArray()) {
            JsonObject p = price.getAsJsonObject();
            add("price", id, text(p, "meter") + " at " + text(p, "seller"), text(p, "amount"), text(p, "currency") + " for " + text(p, "per") + " " + text(p, "unit"), text(p, "condition"), text(p, "source"), text(p, "date"));
        }
        for (JsonObject fact : objects(json, "facts")) {
            for (JsonElement value : fact.getAsJsonArray("values").get(place).getAsJsonArray()) {
                JsonObject v = value.getAsJsonObject();
                add("fact", id, text(fact, "key"), text(v, "value"), text(v, "unit"), fact.getAsJsonArray("conflicts").get(place).getAsBoolean() ? "sources differ" : "", text(v, "source"), text(v, "date"));
            }
        }
    }

    private void benchmarks() {
        for (JsonObject b : objects(json, "benchmarks")) {
            String note = (b.has("n") ? "n " + text(b, "n") : "") + (b.has("interval") ? ", 95 % interval " + joined(b, "interval", " to ") : "");
            add("benchmark", text(b, "artifact"), text(b, "name"), text(b, "value"), text(b, "metric"), note, text(b, "source"), text(b, "date"));
        }
    }

    /** The capabilities that stand in one row, by their ids. */
    private void alignment() {
        JsonObject all = json.getAsJsonObject("alignment");
        objects(all, "rows").stream().filter(row -> row.has("likeness"))
                .forEach(row -> add("alike", "", joined(row, "capabilities", " | "), text(row, "likeness"), "", "by " + text(all, "by"), "", text(json, "asOf")));
    }

    private void changes() {
        if (json.has("changes")) {
            JsonObject changes = json.getAsJsonObject("changes");
            for (JsonObject c : objects(changes, "rows")) {
                add("change", text(c, "artifact"), text(c, "kind") + " " + text(c, "name"), values(c, "after", "value"), "", text(c, "change") + (c.get("before").getAsJsonArray().isEmpty() ? "" : " from " + values(c, "before", "value")),
                        values(c, "after", "source"), values(c, "after", "date"));
            }
        }
    }

    private static String values(JsonObject change, String side, String field) {
        return objects(change, side).stream().map(one -> text(one, field)).distinct().collect(Collectors.joining("; "));
    }

    private String joined(JsonObject object, String key, String between) {
        return StreamSupport.stream(object.getAsJsonArray(key).spliterator(), false).filter(one -> !one.isJsonNull()).map(JsonElement::getAsString).collect(Collectors.joining(between));
    }

    private static List<JsonObject> objects(JsonObject object, String key) {
        return Report.objects(object.getAsJsonArray(key));
    }
}
