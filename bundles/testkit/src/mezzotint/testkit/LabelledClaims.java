package mezzotint.testkit;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mezzotint.catalog.Capability;
import mezzotint.catalog.Claim;
import mezzotint.catalog.ClaimChecker;
import mezzotint.catalog.Passport;

/** Texts whose claims were labelled by hand, with the facts that they are held against: see {@code README.md} in {@code runtime/goldens/claims}. */
public final class LabelledClaims {

    /**
     * What a checker made of them.
     *
     * @param right findings that have their label
     * @param wrong findings that have none, each with its text
     * @param missed labels that nothing was found for
     */
    public record Result(int right, List<String> wrong, List<String> missed) {

        /** The share of findings that are right. */
        public double precision() {
            return right / (double) Math.max(1, right + wrong.size());
        }

        /** The share of labels that were found. */
        public double recall() {
            return right / (double) Math.max(1, right + missed.size());
        }
    }

    private record Row(String artifact, List<String> labels, String text) {}

    private static final Path FOLDER = Goldens.path("claims");

    private final MemoryCatalog catalog;
    private final List<Row> rows;

    public LabelledClaims() throws IOException {
        Map<String, JsonObject> artifacts = new TreeMap<>();
        JsonParser.parseString(Files.readString(FOLDER.resolve("catalog.json"))).getAsJsonObject().asMap().forEach((id, json) -> artifacts.put(id, json.getAsJsonObject()));
        catalog = new MemoryCatalog(artifacts);
        rows = Files.readAllLines(FOLDER.resolve("labelled.tsv")).stream().map(line -> line.split("\t"))
                .map(parts -> new Row(parts[0], Arrays.stream(parts[1].split(" ")).filter(label -> !label.equals("-")).toList(), parts[2])).toList();
    }

    /** How many labels there are of some kinds. */
    public long count(Set<Claim.Kind> kinds) {
        return rows.stream().flatMap(row -> row.labels().stream()).filter(label -> isOf(kinds, label)).count();
    }

    /** Has a checker look at every text, those without a claim of its kinds too. */
    public Result check(ClaimChecker checker, Set<Claim.Kind> kinds) {
        int right = 0;
        var wrong = new ArrayList<String>();
        var missed = new ArrayList<String>();
        for (Row row : rows) {
            var labels = new ArrayList<>(row.labels().stream().filter(label -> isOf(kinds, label)).toList());
            for (ClaimChecker.Finding finding : find(checker, row.artifact(), row.text())) {
                Claim claim = finding.claim();
                if (labels.remove(claim.kind() + ":" + claim.status())) {
                    right++;
                } else {
                    wrong.add("%s:%s \"%s\" (%s) in: %s".formatted(claim.kind(), claim.status(), claim.text(), claim.computed(), row.text()));
                }
            }
            labels.forEach(label -> missed.add(label + " in: " + row.text()));
        }
        return new Result(right, wrong, missed);
    }

    /** What a checker finds in a text about an artifact of the file. */
    public List<ClaimChecker.Finding> find(ClaimChecker checker, String artifact, String text) {
        Passport passport = about(artifact, text);
        return checker.check(passport.capabilities().get(0), passport, catalog);
    }

    /** An artifact of the file with one capability, which a text describes. */
    public Passport about(String artifact, String text) {
        Passport plain = catalog.passport(artifact);
        var capability = new Capability(artifact + "__cap_0", artifact, 0, "a capability", null, null, text, null, null, "stated", "page");
        return new Passport(plain.artifact(), plain.asOf(), plain.aliases(), List.of(capability), plain.facts(), plain.prices(), plain.benchmarks(), List.of(), List.of(), List.of(), List.of(), plain.sources());
    }

    public MemoryCatalog catalog() {
        return catalog;
    }

    private static boolean isOf(Set<Claim.Kind> kinds, String label) {
        return kinds.stream().map(Claim.Kind::toString).collect(Collectors.toSet()).contains(label.substring(0, label.indexOf(':')));
    }

    static List<String> texts(JsonElement json) {
        return json.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList();
    }
}
