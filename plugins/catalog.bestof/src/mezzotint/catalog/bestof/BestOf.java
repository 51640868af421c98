package mezzotint.catalog.bestof;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.CatalogSource;
import mezzotint.catalog.Source;
import mezzotint.libs.catalog.CsvReader;
import mezzotint.libs.catalog.PackageFile;
import mezzotint.libs.catalog.Rows;
import mezzotint.plugin.Plugin;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Component;

/**
 * The newest of the dated tables of a best-of list: repositories with what was counted of them. The table leaves empty what it did not find out, and so it stays
 * unknown here. Its licence, CC-BY-SA-4.0, stands with the source and so in every export: none of its rows ships.
 */
@Component
@Plugin(id = "bestof", label = "Best-of list", source = "https://github.com/ml-tooling/best-of-ml-python")
public final class BestOf implements CatalogSource {

    private static final String REPOSITORY = "ml-tooling/best-of-ml-python";
    private static final Pattern TABLE = Pattern.compile("(?:.*/)?(history/(\\d{4}-\\d{2}-\\d{2})_projects\\.csv)");
    private static final Pattern GITHUB = Pattern.compile("[\\w.-]+/[\\w.-]+");
    private static final Map<String, String> COUNTS = new TreeMap<>(Map.of("star_count", "stars", "monthly_downloads", "downloads", "dependent_project_count", "dependents",
            "contributor_count", "contributors", "recent_commit_count", "commits90d"));
    private static final Map<String, String> UNITS = Map.of("downloads", "download/month");
    private static final Map<String, String> TEXTS = new TreeMap<>(Map.of("category", "category", "github_url", "repository", "homepage", "page", "docs_url", "documentation", "license", "licence"));
    private static final String[] COLUMNS = Stream.of(List.of("github_id", "name", "description", "last_commit_pushed_at"), TEXTS.keySet(), COUNTS.keySet()).flatMap(Collection::stream).toArray(String[]::new);

    @Override
    public String reads() {
        return "an archive of the repository " + REPOSITORY + ", as git archive makes it; its rows are CC-BY-SA-4.0";
    }

    @Override
    public CatalogRows read(Path file) throws IOException {
        var tables = new TreeSet<String>();
        // All the tables together are 100 MB: their names come first, and then the newest alone.
        PackageFile.read(file, path -> TABLE.matcher(path).matches() && !tables.add(path));
        if (tables.isEmpty()) {
            throw Problem.invalid("there is no history/DAY_projects.csv in the package", "give the package that this connector reads");
        }
        PackageFile archive = PackageFile.read(file, tables.last()::equals);
        Matcher table = TABLE.matcher(tables.last());
        table.matches();
        return archive.parsed(tables.last(), content -> rows(archive.repository(REPOSITORY, table.group(1), LocalDate.parse(table.group(2)), "CC-BY-SA-4.0", "catalog.bestof 1"), content));
    }

    private static CatalogRows rows(Source source, byte[] content) {
        var rows = new Rows(source);
        for (Map<String, String> project : CsvReader.read(new String(content, StandardCharsets.UTF_8), COLUMNS)) {
            add(rows, project);
        }
        return rows.rows();
    }

    private static void add(Rows rows, Map<String, String> project) {
        String github = project.get("github_id");
        if (!GITHUB.matcher(github).matches()) {
            return;
        }
        String id = github.toLowerCase(Locale.ROOT);
        rows.artifact(id, "repo", project.get("name"), github.substring(0, github.indexOf('/')), project.get("description"));
        TEXTS.forEach((column, key) -> rows.fact(id, key, project.get(column), null));
        COUNTS.forEach((column, key) -> rows.fact(id, key, count(project.get(column)), UNITS.get(key)));
        String pushed = project.get("last_commit_pushed_at");
        rows.fact(id, "lastCommit", pushed.isBlank() ? null : LocalDate.parse(pushed.substring(0, "2025-06-26".length())), null);
    }

    /** {@code 1170.0} as {@code 1170}; null for what was not counted. */
    private static String count(String text) {
        return text.isBlank() ? null : new BigDecimal(text).toBigIntegerExact().toString();
    }
}
