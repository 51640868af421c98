package mezzotint.comparator.compare;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Relation;

/** Whether an artifact goes on: what its sources say of its end, and what takes its place. */
public final class Ending {

    private static final List<String> KEYS = List.of("shutdownDate", "deprecated", "deprecationNotice", "successor", "heir");

    private Ending() {}

    /** {@code status} is {@code active}, {@code deprecated} or {@code ended}; behind it what is said for each fact that tells of it, and {@code heirs}. */
    public static Map<String, Object> of(Passport passport) {
        var out = new LinkedHashMap<String, Object>();
        List<String> ends = passport.facts("shutdownDate").stream().map(Fact::value).filter(v -> v.matches("\\d{4}-\\d\\d-\\d\\d")).toList();
        boolean ended = ends.stream().anyMatch(end -> !LocalDate.parse(end).isAfter(passport.asOf()));
        boolean said = passport.facts("status").stream().anyMatch(f -> f.value().equals("deprecated"));
        out.put("status", ended ? "ended" : said || !ends.isEmpty() ? "deprecated" : "active");
        for (String key : KEYS) {
            List<Fact> facts = passport.facts(key);
            if (!facts.isEmpty()) {
                out.put(key, facts.stream().map(f -> Map.of("value", f.value(), "source", f.source())).toList());
            }
        }
        out.put("heirs", passport.relations().stream().filter(r -> r.kind().equals("supersedes") && r.to().equals(passport.artifact().id())).map(Relation::from).distinct().toList());
        return out;
    }
}
