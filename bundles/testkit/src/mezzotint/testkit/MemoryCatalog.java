package mezzotint.testkit;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.ArtifactAlias;
import mezzotint.catalog.ArtifactQuery;
import mezzotint.catalog.Benchmark;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Outcome;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Price;
import mezzotint.catalog.ScoreResult;
import mezzotint.catalog.Source;

/** A catalog in memory, of artifacts as {@code runtime/goldens/claims/catalog.json} has them. */
public class MemoryCatalog implements Catalog {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 30);
    private static final String SOURCE = "file";
    private static final long MILLION = 1_000_000;

    private final Map<String, JsonObject> artifacts;

    public MemoryCatalog(Map<String, JsonObject> artifacts) {
        this.artifacts = Map.copyOf(artifacts);
    }

    /** All that the file says of an artifact. */
    public Passport passport(String id) {
        JsonObject json = artifacts.get(id);
        var artifact = new Artifact(id, json.get("type").getAsString(), json.get("name").getAsString(), json.get("vendor").getAsString(), null, SOURCE);
        List<Fact> facts = entries(json, "facts").flatMap(e -> LabelledClaims.texts(e.getValue()).stream().map(v -> new Fact(id, e.getKey(), v, null, SOURCE, DAY))).toList();
        List<Price> prices = entries(json, "prices").map(e -> new Price(id, artifact.vendor(), e.getKey(), new BigDecimal(e.getValue().getAsString()), "USD", MILLION, "token", "", SOURCE, DAY)).toList();
        List<Benchmark> benchmarks = entries(json, "benchmarks").map(e -> new Benchmark(id, e.getKey(), "", "", "share", new BigDecimal(e.getValue().getAsString()), null, null, DAY, SOURCE)).toList();
        List<ArtifactAlias> aliases = LabelledClaims.texts(json.get("aliases")).stream().map(name -> new ArtifactAlias(id, name, SOURCE, 1)).toList();
        return new Passport(artifact, DAY, aliases, List.of(), facts, prices, benchmarks, List.of(), List.of(), List.of(), List.of(), Map.of());
    }

    private static Stream<Map.Entry<String, JsonElement>> entries(JsonObject json, String part) {
        return json.getAsJsonObject(part).entrySet().stream();
    }

    @Override
    public Optional<Passport> find(String name, LocalDate asOf) {
        return artifacts.entrySet().stream().filter(e -> e.getKey().equalsIgnoreCase(name) || LabelledClaims.texts(e.getValue().get("aliases")).stream().anyMatch(name::equalsIgnoreCase))
                .map(Map.Entry::getKey).sorted().findFirst().map(this::passport);
    }

    /** Another for other artifacts. */
    @Override
    public long revision() {
        return artifacts.hashCode();
    }

    @Override
    public List<Artifact> list(ArtifactQuery query, LocalDate asOf) {
        return artifacts.keySet().stream().sorted().map(id -> passport(id).artifact()).toList();
    }

    @Override
    public List<Passport> passports(Collection<String> ids, LocalDate asOf) {
        return ids.stream().filter(artifacts::containsKey).map(this::passport).toList();
    }

    @Override
    public List<ScoreResult> scores(Passport passport, Map<String, Double> weights) {
        return List.of();
    }

    @Override
    public List<Source> sources() {
        return List.of();
    }

    @Override
    public boolean record(Outcome outcome) {
        return false;
    }
}
