package mezzotint.comparator.compare;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.catalog.Benchmark;
import mezzotint.catalog.Capability;
import mezzotint.catalog.Claim;
import mezzotint.catalog.Evidence;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;
import mezzotint.catalog.ScoreResult;
import mezzotint.catalog.Source;
import mezzotint.comparator.likeness.Likeness;
import mezzotint.libs.catalog.Share;

/** Two to four artifacts side by side, as data: maps and lists that are JSON as they are. */
final class Comparison {

    private final List<Passport> passports;
    private final List<List<ScoreResult>> scores;
    private final Likeness likeness;
    private final Optional<LiveColumn> live;

    /**
     * @param scores of each passport
     * @param live what this workbench does itself; none for a day that is past
     */
    Comparison(List<Passport> passports, List<List<ScoreResult>> scores, Likeness likeness, Optional<LiveColumn> live) {
        this.passports = List.copyOf(passports);
        this.scores = List.copyOf(scores);
        this.likeness = likeness;
        this.live = live;
    }

    /** @param missing what cannot be said because a plugin is not here, in words */
    Map<String, Object> json(List<String> missing) {
        var out = new LinkedHashMap<String, Object>();
        out.put("title", passports.stream().map(p -> p.artifact().name()).collect(Collectors.joining(" vs ")));
        out.put("asOf", passports.get(0).asOf().toString());
        out.put("missing", missing);
        out.put("verdicts", verdicts());
        out.put("artifacts", passports.stream().map(this::artifact).toList());
        out.put("stated", Stated.page(passports).orElse(null));
        out.put("alignment", alignment());
        out.put("prices", passports.stream().map(Comparison::prices).toList());
        out.put("facts", facts());
        out.put("benchmarks", passports.stream().flatMap(p -> p.benchmarks().stream().map(b -> benchmark(b, p.asOf()))).toList());
        out.put("sources", sources());
        return out;
    }

    private List<Object> verdicts() {
        var out = new ArrayList<Object>();
        for (int i = 0; i < passports.size(); i++) {
            for (int j = i + 1; j < passports.size(); j++) {
                out.add(new Verdict(passports.get(i), passports.get(j), likeness).json());
            }
        }
        return out;
    }

    private Map<String, Object> artifact(Passport passport) {
        var out = new LinkedHashMap<String, Object>();
        out.put("id", passport.artifact().id());
        out.put("name", passport.artifact().name());
        out.put("type", passport.artifact().type());
        out.put("vendor", passport.artifact().vendor());
        out.put("description", passport.artifact().description());
        out.put("status", Ending.of(passport));
        out.put("scores", scores.get(passports.indexOf(passport)).stream().map(Comparison::score).toList());
        out.put("capabilities", passport.capabilities().stream().map(c -> capability(c, passport)).toList());
        out.put("counts", passport.claims().stream().collect(Collectors.groupingBy(c -> c.status().toString(), TreeMap::new, Collectors.counting())));
        return out;
    }

    private static Map<String, Object> score(ScoreResult score) {
        var out = new LinkedHashMap<String, Object>();
        out.put("score", score.score());
        out.put("value", score.value());
        out.put("lo", score.lo());
        out.put("hi", score.hi());
        out.put("coverage", score.coverage());
        out.put("refused", score.refused());
        out.put("formula", score.formula());
        out.put("version", score.version());
        out.put("inputs", score.inputs());
        out.put("steps", score.steps());
        return out;
    }

    private Map<String, Object> capability(Capability capability, Passport passport) {
        var out = new LinkedHashMap<String, Object>();
        out.put("id", capability.id());
        out.put("name", capability.name());
        out.put("nameSource", capability.nameSource());
        out.put("task", capability.task());
        out.put("description", capability.description());
        out.put("unique", capability.unique());
        out.put("versus", capability.versus());
        out.put("source", capability.source());
        out.put("evidence", passport.evidence(capability.id()).stream().map(Comparison::evidence).toList());
        live.ifPresent(column -> out.put("here", column.of(capability)));
        out.put("claims", passport.claims().stream().filter(c -> c.capability().equals(capability.id())).map(c -> claim(c, passport)).toList());
        return out;
    }

    private static Map<String, Object> claim(Claim claim, Passport passport) {
        var out = new LinkedHashMap<String, Object>();
        out.put("text", claim.text());
        out.put("kind", claim.kind().toString());
        out.put("status", claim.status().toString());
        out.put("computed", claim.computed());
        out.put("why", claim.why());
        out.put("checker", claim.checker());
        out.put("evidence", passport.evidence(claim.id()).stream().map(Comparison::evidence).toList());
        return out;
    }

    private static Map<String, Object> evidence(Evidence evidence) {
        var out = new LinkedHashMap<String, Object>();
        out.put("source", evidence.source());
        out.put("locator", evidence.locator());
        out.put("value", evidence.value());
        out.put("verdict", evidence.verdict().toString());
        return out;
    }

    private Map<String, Object> alignment() {
        Alignment alignment = Alignment.of(passports, likeness);
        var out = new LinkedHashMap<String, Object>();
        out.put("by", alignment.by());
        out.put("threshold", alignment.threshold());
        out.put("rows", alignment.rows().stream().map(row -> {
            var line = new LinkedHashMap<String, Object>();
            line.put("likeness", Double.isNaN(row.likeness()) ? null : row.likeness());
            line.put("capabilities", row.capabilities().stream().map(c -> c == null ? null : c.id()).toList());
            return line;
        }).toList());
        return out;
    }

    /** As texts, for money is decimal. */
    private static List<Map<String, Object>> prices(Passport passport) {
        return passport.prices().stream().map(price -> {
            var out = new LinkedHashMap<String, Object>();
            out.put("seller", price.seller());
            out.put("meter", price.meter());
            out.put("amount", price.amount().toPlainString());
            out.put("currency", price.currency());
            out.put("per", price.per());
            out.put("unit", price.unit());
            out.put("condition", price.condition());
            out.put("source", price.source());
            out.put("date", date(price.observed(), price.source(), passport));
            return (Map<String, Object>) out;
        }).toList();
    }

    /** Since when it is said, else the date of its source; null if neither is known. */
    private static String date(LocalDate observed, String id, Passport passport) {
        Source source = passport.sources().get(id);
        return observed != null ? observed.toString() : source == null ? null : source.date().toString();
    }

    /** Every fact of any of them; unknown is an empty list. */
    private List<Object> facts() {
        Set<String> keys = passports.stream().flatMap(p -> p.facts().stream()).map(Fact::key).filter(key -> !key.startsWith(Stated.PREFIX)).collect(Collectors.toCollection(TreeSet::new));
        return keys.stream().<Object>map(key -> {
            var out = new LinkedHashMap<String, Object>();
            out.put("key", key);
            out.put("values", passports.stream().map(p -> p.facts(key).stream().map(f -> fact(f, p)).toList()).toList());
            out.put("conflicts", passports.stream().map(p -> p.conflicts().containsKey(key)).toList());
            return out;
        }).toList();
    }

    private static Map<String, Object> fact(Fact fact, Passport passport) {
        var out = new LinkedHashMap<String, Object>();
        out.put("value", fact.value());
        out.put("unit", fact.unit());
        out.put("source", fact.source());
        out.put("date", date(fact.observed(), fact.source(), passport));
        return out;
    }

    private static Map<String, Object> benchmark(Benchmark benchmark, LocalDate today) {
        var out = new LinkedHashMap<String, Object>();
        out.put("artifact", benchmark.artifact());
        out.put("name", Stream.of(benchmark.name(), benchmark.version()).filter(s -> !s.isEmpty()).collect(Collectors.joining(" ")));
        out.put("metric", benchmark.metric());
        out.put("value", benchmark.value().toPlainString());
        out.put("k", benchmark.k());
        out.put("n", benchmark.n());
        out.put("interval", benchmark.k() == null || benchmark.n() == null || benchmark.n() == 0 ? null : interval(benchmark.k(), benchmark.n()));
        out.put("date", benchmark.date() == null ? null : benchmark.date().toString());
        out.put("days", benchmark.date() == null ? null : ChronoUnit.DAYS.between(benchmark.date(), today));
        out.put("source", benchmark.source());
        return out;
    }

    /** The 95% interval of k of n, in per cent. */
    private static List<BigDecimal> interval(int k, int n) {
        Share share = Share.of(k, n);
        return Stream.of(share.lo(), share.hi()).map(bound -> BigDecimal.valueOf(100 * bound).setScale(2, RoundingMode.HALF_UP)).toList();
    }

    private Map<String, Object> sources() {
        var out = new TreeMap<String, Object>();
        for (Passport passport : passports) {
            passport.sources().forEach((id, source) -> {
                var line = new LinkedHashMap<String, Object>();
                line.put("title", source.title());
                line.put("locator", source.locator());
                line.put("date", source.date().toString());
                line.put("sha256", source.sha256());
                line.put("licence", source.licence());
                out.put(id, line);
            });
        }
        return out;
    }
}
