package mezzotint.bench.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mezzotint.bench.Services;
import mezzotint.catalog.Artifact;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Score;
import mezzotint.catalog.Source;
import mezzotint.libs.catalog.CsvReader;
import mezzotint.plugin.Lease;
import mezzotint.plugin.Plugins;

/** How well Maintenance, as the plugin computes it, tells which repositories of a snapshot of best-of-ml-python have no commit in the 11 to 12 months after it. */
record Inactivity(Services services, Path history) {

    private static final String[] COLUMNS = {"github_id", "last_commit_pushed_at", "recent_commit_count", "contributor_count", "projectrank"};
    private static final String WHAT = "AUC of Maintenance on three yearly splits: all, those active in the last 180 days, and projectrank on all";
    private static final String WANTED = ">= .90, >= .84, and .05 above projectrank";
    private static final int ACTIVE_DAYS = 180;
    private static final List<List<String>> SPLITS = List.of(List.of("2022-06-30", "2023-06-22"), List.of("2023-06-29", "2024-06-06"), List.of("2024-06-06", "2025-05-29"));

    /** A repository as a snapshot has it; null where that does not know it. */
    private record Row(LocalDate last, double commits, double authors, double rank) {}

    Bar bar() throws IOException {
        if (!Files.isDirectory(history)) {
            return Bar.unmeasured("B6", WHAT, WANTED, "the snapshots of ml-tooling/best-of-ml-python cannot be had");
        }
        boolean reached = true;
        var figures = new ArrayList<String>();
        for (List<String> split : SPLITS) {
            var all = new Ranking();
            var active = new Ranking();
            var others = new Ranking();
            fill(split, all, active, others);
            reached &= all.area() >= .90 && active.area() >= .84 && all.area() >= others.area() + .05;
            figures.add(String.format(Locale.ROOT, "%s to %s (%d, %d inactive): %.3f, %.3f, %.3f", split.get(0), split.get(1), all.size(), all.positives(), all.area(), active.area(), others.area()));
        }
        return Bar.measured("B6", WHAT, WANTED, reached, "%s", String.join("; ", figures));
    }

    private void fill(List<String> split, Ranking all, Ranking active, Ranking others) throws IOException {
        LocalDate day = LocalDate.parse(split.get(0));
        Map<String, Row> later = rows(split.get(1));
        try (Lease<Score> lease = services.get(Plugins.class).lease(Score.class, "maintenance")) {
            rows(split.get(0)).forEach((id, row) -> {
                if (later.containsKey(id)) {
                    boolean ended = !later.get(id).last().isAfter(day);
                    double score = lease.hook().of(passport(id, row, day), null).value();
                    all.add(-score, ended);
                    others.add(-row.rank(), ended);
                    if (ChronoUnit.DAYS.between(row.last(), day) <= ACTIVE_DAYS) {
                        active.add(-score, ended);
                    }
                }
            });
        }
    }

    /** By owner and name; without those whose last commit is not told. */
    private Map<String, Row> rows(String day) throws IOException {
        var rows = new HashMap<String, Row>();
        for (Map<String, String> row : CsvReader.read(Files.readString(history.resolve(day + "_projects.csv")), COLUMNS)) {
            String last = row.get("last_commit_pushed_at");
            if (!row.get("github_id").isEmpty() && !last.isEmpty()) {
                rows.put(row.get("github_id"), new Row(LocalDate.parse(last.substring(0, 10)), number(row.get("recent_commit_count")), number(row.get("contributor_count")),
                        number(row.get("projectrank"))));
            }
        }
        return rows;
    }

    /** The snapshots leave a count of nothing empty. */
    private static double number(String text) {
        return text.isEmpty() ? 0 : Double.parseDouble(text);
    }

    private static Passport passport(String id, Row row, LocalDate day) {
        var source = new Source("snapshot", "best-of-ml-python", Source.Kind.GIT, null, "git:ml-tooling/best-of-ml-python", null, day, day, "CC-BY-SA-4.0", null);
        List<Fact> facts = List.of(new Fact(id, "lastCommit", row.last().toString(), null, source.id(), day),
                new Fact(id, "commits90d", Long.toString((long) row.commits()), null, source.id(), day), new Fact(id, "authors", Long.toString((long) row.authors()), null, source.id(), day));
        return new Passport(new Artifact(id, "repo", id, id, null, source.id()), day, List.of(), List.of(), facts, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                Map.of(source.id(), source));
    }
}
