package mezzotint.comparator.web;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mezzotint.comparator.compare.LiveColumn;
import mezzotint.libs.web.Json;

/** A comparison in sections of sentences and tables, for whoever reads without a script. What is null in it is left out of its JSON. */
public final class Report {

    /** A cell of a table; {@code mark} is a status of claims, {@code link} where its text leads; both may be empty. */
    record Cell(String text, String mark, String link) {

        Cell(String text, String mark) {
            this(text, mark, "");
        }

        static Cell of(String text) {
            return new Cell(text, "");
        }
    }

    record Section(String title, List<String> sentences, List<String> head, List<List<Cell>> rows) {}

    private static final int PER_CENT = 100;

    /** Answers of {@link LiveColumn} in words, and the status of claims whose colour they have. */
    private static final Map<String, String> HERE = Map.of("yes", "yes", "partly", "in part", "refused", "refused", "off", "off", "no", "not here", "unknown", "unknown");
    private static final Map<String, String> MARKS = Map.of("yes", "verified", "partly", "partly", "refused", "refuted", "off", "open", "no", "open", "unknown", "unverifiable");

    private final JsonObject json;
    private final Map<String, Object> changes;
    private final List<String> names;

    @SuppressWarnings("unchecked")
    public Report(Map<String, Object> comparison) {
        changes = (Map<String, Object>) comparison.get("changes");
        json = JsonParser.parseString(Json.text(comparison)).getAsJsonObject();
        names = stream(json.getAsJsonArray("artifacts")).map(a -> text(a, "name")).toList();
    }

    public String title() {
        return text(json, "title");
    }

    List<String> ids() {
        return stream(json.getAsJsonArray("artifacts")).map(a -> text(a, "id")).toList();
    }

    public String asOf() {
        return text(json, "asOf");
    }

    public List<Section> sections() {
        var out = new ArrayList<Section>();
        out.add(new Section("Can one take the other's place?", verdicts(), List.of(), List.of()));
        if (!json.getAsJsonArray("missing").isEmpty()) {
            out.add(new Section("Not said here", stream(json.getAsJsonArray("missing")).map(JsonElement::getAsString).toList(), List.of(), List.of()));
        }
        if (changes != null) {
            out.add(ChangeReport.section(changes));
        }
        stated(out);
        out.add(scores());
        out.add(alignment());
        out.add(claims());
        out.add(prices());
        out.add(facts());
        out.add(benchmarks());
        out.add(sources());
        return out;
    }

    private List<String> verdicts() {
        var out = new ArrayList<String>();
        for (JsonObject verdict : objects(json.getAsJsonArray("verdicts"))) {
            String pair = String.join(" and ", texts(verdict.getAsJsonArray("artifacts")));
            String shared = String.join(", ", texts(verdict.getAsJsonArray("shared")));
            double jaccard = verdict.get("jaccard").getAsDouble();
            out.add(switch (text(verdict, "verdict")) {
                case "none" -> pair + " are no substitutes: they have no task in common.";
                case "unknown" -> pair + ": the tasks of one of them are not known, so nothing is said.";
                case "partly" -> "%s stand for each other in some uses: %s (%.0f %% of their tasks).".formatted(pair, shared, PER_CENT * jaccard);
                default -> "%s are substitutes: %s (%.0f %% of their tasks).".formatted(pair, shared, PER_CENT * jaccard);
            });
            if (!verdict.getAsJsonArray("nearest").isEmpty()) {
                out.add("The nearest tasks: " + String.join(" and ", texts(verdict.getAsJsonArray("nearest"))) + ".");
            }
            objects(verdict.getAsJsonArray("links")).forEach(link -> out.add("What ties them: " + text(link, "text") + " (" + text(link, "source") + (link.has("locator") ? ", " + text(link, "locator") : "") + ")."));
        }
        for (JsonObject artifact : objects(json.getAsJsonArray("artifacts"))) {
            JsonObject status = artifact.getAsJsonObject("status");
            if (!text(status, "status").equals("active")) {
                out.add(text(artifact, "name") + " is " + text(status, "status") + ending(status) + ".");
            }
        }
        return out;
    }

    private static String ending(JsonObject status) {
        String date = status.has("shutdownDate") ? objects(status.getAsJsonArray("shutdownDate")).stream().map(d -> text(d, "value")).distinct().collect(Collectors.joining(" or ")) : "";
        List<String> heirs = new ArrayList<>(texts(status.getAsJsonArray("heirs")));
        for (String key : List.of("successor", "heir")) {
            if (status.has(key)) {
                objects(status.getAsJsonArray(key)).forEach(h -> heirs.add(text(h, "value")));
            }
        }
        return (date.isEmpty() ? "" : ", shut down on " + date) + (heirs.isEmpty() ? "" : "; its heir is " + String.join(", ", heirs.stream().distinct().toList()));
    }

    private void stated(List<Section> out) {
        if (json.has("stated")) {
            JsonObject stated = json.getAsJsonObject("stated");
            var sentences = new ArrayList<String>();
            if (stated.has("verdict")) {
                sentences.add("\u201c" + text(stated, "verdict") + "\u201d");
            }
            for (String source : texts(stated.getAsJsonArray("sources"))) {
                JsonObject where = json.getAsJsonObject("sources").getAsJsonObject(source);
                sentences.add("Source: " + source + (where == null ? "" : ", " + text(where, "locator") + ", read " + text(where, "date") + (where.has("sha256") ? ", SHA-256 " + text(where, "sha256") : "")) + ".");
            }
            out.add(new Section("What another catalog states", sentences, head("Feature"),
                    stream(stated.getAsJsonArray("rows")).map(row -> texts(row.getAsJsonArray()).stream().map(Cell::of).toList()).toList()));
        }
    }

    private List<String> head(String first) {
        var out = new ArrayList<>(List.of(first));
        out.addAll(names);
        return out;
    }

    private Section scores() {
        var rows = new ArrayList<List<Cell>>();
        List<JsonObject> artifacts = objects(json.getAsJsonArray("artifacts"));
        List<JsonObject> first = objects(artifacts.get(0).getAsJsonArray("scores"));
        for (int i = 0; i < first.size(); i++) {
            var row = new ArrayList<>(List.of(Cell.of(text(first.get(i), "score"))));
            for (JsonObject artifact : artifacts) {
                JsonObject score = artifact.getAsJsonArray("scores").get(i).getAsJsonObject();
                String bounds = " (%s to %s)".formatted(rounded(score, "lo"), rounded(score, "hi"));
                row.add(!score.has("value") ? new Cell("refused: " + text(score, "refused") + bounds, "open") : Cell.of(rounded(score, "value") + bounds));
            }
            row.add(Cell.of(text(first.get(i), "formula")));
            rows.add(row);
        }
        var head = new ArrayList<>(head("Score"));
        head.add("Formula");
        return new Section("Scores that can be computed again", List.of("The bounds take everything that is unknown for nothing, and for everything. One is ahead for certain only where the bounds do not meet."), head, rows);
    }

    private Section alignment() {
        JsonObject alignment = json.getAsJsonObject("alignment");
        Map<String, JsonObject> byId = capabilities().stream().collect(Collectors.toMap(c -> text(c, "id"), c -> c, (a, b) -> a));
        List<List<Cell>> rows = objects(alignment.getAsJsonArray("rows")).stream().map(row -> {
            List<JsonObject> its = stream(row.getAsJsonArray("capabilities")).map(id -> id.isJsonNull() ? null : byId.get(id.getAsString())).toList();
            List<Cell> cells = new ArrayList<>(its.stream().map(c -> Cell.of(c == null ? "" : text(c, "name"))).toList());
            cells.add(Cell.of(!row.has("likeness") ? "" : rounded(row, "likeness")));
            cells.add(here(its.stream().filter(c -> c != null && c.has("here")).map(c -> c.getAsJsonObject("here")).toList()));
            return cells;
        }).toList();
        var head = new ArrayList<>(names);
        head.addAll(List.of("Likeness", "This workbench, now"));
        return new Section("Capabilities side by side", List.of("Aligned by " + text(alignment, "by") + ", from a likeness of " + rounded(alignment, "threshold") + " on. "
                + "What this workbench does of each itself is said by its plugins and routes at this moment."), head, rows);
    }

    /** What this workbench does of the capabilities of a row, each answer once; its colour is that of the first. */
    private static Cell here(List<JsonObject> answers) {
        String words = answers.stream().map(a -> HERE.get(text(a, "answer")) + ": " + text(a, "words")).distinct().collect(Collectors.joining(" | "));
        return answers.isEmpty() ? Cell.of("") : new Cell(words, MARKS.get(text(answers.get(0), "answer")));
    }

    private List<JsonObject> capabilities() {
        return objects(json.getAsJsonArray("artifacts")).stream().flatMap(a -> objects(a.getAsJsonArray("capabilities")).stream()).toList();
    }

    private Section claims() {
        var rows = new ArrayList<List<Cell>>();
        for (JsonObject capability : capabilities()) {
            for (JsonObject claim : objects(capability.getAsJsonArray("claims"))) {
                String because = List.of(text(claim, "computed"), text(claim, "why")).stream().filter(t -> !t.isEmpty()).collect(Collectors.joining("; "));
                String where = objects(claim.getAsJsonArray("evidence")).stream().map(e -> text(e, "source") + " " + text(e, "locator")).distinct().collect(Collectors.joining("; "));
                rows.add(List.of(Cell.of(text(capability, "name")), Cell.of(text(claim, "text")), new Cell(text(claim, "status"), text(claim, "status")), Cell.of(because), Cell.of(where)));
            }
        }
        return new Section("Claims, checked", List.of(), List.of("Capability", "Claim", "Finding", "Because", "Evidence"), rows);
    }

    private Section prices() {
        var rows = new ArrayList<List<Cell>>();
        for (int i = 0; i < names.size(); i++) {
            for (JsonObject price : objects(json.getAsJsonArray("prices").get(i).getAsJsonArray())) {
                rows.add(List.of(Cell.of(names.get(i)), Cell.of(text(price, "seller")), Cell.of(text(price, "meter") + " " + text(price, "condition")),
                        Cell.of("%s %s for %s %s".formatted(text(price, "amount"), text(price, "currency"), text(price, "per"), text(price, "unit"))), Cell.of(text(price, "source")), Cell.of(text(price, "date"))));
            }
        }
        return new Section("Prices", List.of(), List.of("Artifact", "Seller", "Of", "Price", "Source", "Date"), rows);
    }

    private Section facts() {
        List<List<Cell>> rows = objects(json.getAsJsonArray("facts")).stream().map(fact -> {
            var row = new ArrayList<>(List.of(Cell.of(text(fact, "key"))));
            for (int i = 0; i < names.size(); i++) {
                boolean conflict = fact.getAsJsonArray("conflicts").get(i).getAsBoolean();
                String values = objects(fact.getAsJsonArray("values").get(i).getAsJsonArray()).stream()
                        .map(v -> (text(v, "value") + " " + text(v, "unit")).strip() + (conflict ? " (" + text(v, "source") + ", " + text(v, "date") + ")" : "")).distinct().collect(Collectors.joining("; "));
                row.add(new Cell(values, conflict ? "contradictory" : ""));
            }
            return (List<Cell>) row;
        }).toList();
        return new Section("Facts", List.of("Where sources differ, each is named."), head("Fact"), rows);
    }

    private Section benchmarks() {
        List<List<Cell>> rows = objects(json.getAsJsonArray("benchmarks")).stream().map(b -> {
            String interval = !b.has("interval") ? "" : String.join(" to ", texts(b.getAsJsonArray("interval")));
            return List.of(Cell.of(text(b, "artifact")), Cell.of(text(b, "name") + ", " + text(b, "metric")), Cell.of(text(b, "value")), Cell.of(text(b, "n")), Cell.of(interval),
                    Cell.of(text(b, "date")), Cell.of(text(b, "days")), Cell.of(text(b, "source")));
        }).toList();
        return new Section("Benchmarks", List.of(), List.of("Artifact", "Test", "Result", "n", "95 % interval", "Date", "Days old", "Source"), rows);
    }

    private Section sources() {
        List<List<Cell>> rows = json.getAsJsonObject("sources").entrySet().stream().map(e -> {
            JsonObject source = e.getValue().getAsJsonObject();
            return List.of(Cell.of(e.getKey()), Cell.of(text(source, "locator")), Cell.of(text(source, "date")), Cell.of(text(source, "licence")));
        }).toList();
        return new Section("Sources", List.of(), List.of("Source", "Where", "Date", "Licence"), rows);
    }

    private static String rounded(JsonObject object, String key) {
        return new BigDecimal(object.get(key).getAsString()).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }

    static String text(JsonElement object, String key) {
        JsonElement value = object.getAsJsonObject().get(key);
        return value == null || value.isJsonNull() ? "" : value.isJsonPrimitive() ? value.getAsString() : value.toString().toLowerCase(Locale.ROOT);
    }

    private static Stream<JsonElement> stream(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static List<JsonObject> objects(JsonArray array) {
        return stream(array).map(JsonElement::getAsJsonObject).toList();
    }

    private static List<String> texts(JsonArray array) {
        return stream(array).map(JsonElement::getAsString).toList();
    }
}
