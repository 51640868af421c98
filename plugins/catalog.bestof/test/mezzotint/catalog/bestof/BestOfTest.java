package mezzotint.catalog.bestof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.Fact;
import mezzotint.plugin.Problem;
import mezzotint.testkit.CatalogSourceContract;
import mezzotint.testkit.Packages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows are made up, in the shape of the real table: the licence of that one does not let them lie here. */
class BestOfTest implements CatalogSourceContract {

    private static final String HEAD = ",name,github_id,category,github_url,homepage,docs_url,license,last_commit_pushed_at,recent_commit_count,star_count,description,contributor_count,dependent_project_count,monthly_downloads\n";
    private static final String ROW = "0,Painter,Acme/Painter,image,https://github.com/Acme/Painter,,https://acme.example/docs,MIT,2025-06-10 02:05:22,,5326.0,\"Paints, and \"\"draws\"\",\nby words.\",112.0,7.0,33010.0\n";

    @Override
    public BestOf connector() {
        return new BestOf();
    }

    @Override
    public Path sample(Path folder) throws IOException {
        return list(folder, HEAD + ROW + "1,Homeless,,image,,,,,,,,,,,\n");
    }

    private static Path list(Path folder, String table) throws IOException {
        return Packages.tarball(folder, Map.of("history/2025-06-19_projects.csv", HEAD + "0,Old,acme/old,image,,,,,,,,,,,\n", "history/2025-06-26_projects.csv", table,
                "history/2025-06-26_changes.md", "## Changes"));
    }

    @Test
    void the_newest_table_is_read_and_what_it_leaves_empty_is_unknown(@TempDir Path folder) throws IOException {
        CatalogRows rows = new BestOf().read(sample(folder));
        assertEquals(List.of("acme/painter repo Painter Acme Paints, and \"draws\",\nby words."),
                rows.artifacts().stream().map(a -> a.id() + " " + a.type() + " " + a.name() + " " + a.vendor() + " " + a.description()).toList());
        assertEquals(new TreeMap<>(Map.of("category", "image", "repository", "https://github.com/Acme/Painter", "documentation", "https://acme.example/docs", "licence", "MIT",
                "lastCommit", "2025-06-10", "stars", "5326", "contributors", "112", "dependents", "7", "downloads", "33010")),
                new TreeMap<>(rows.facts().stream().collect(Collectors.toMap(Fact::key, Fact::value))), "commits90d is empty, and not 0");
    }

    @Test
    void its_licence_goes_where_its_rows_go(@TempDir Path folder) throws IOException {
        CatalogRows rows = new BestOf().read(sample(folder));
        assertEquals("CC-BY-SA-4.0 2025-06-26", rows.sources().get(0).licence() + " " + rows.sources().get(0).observed());
        assertTrue(new BestOf().reads().contains("CC-BY-SA-4.0"));
    }

    @Test
    void half_a_project_is_refused(@TempDir Path folder) throws IOException {
        Path list = list(folder, HEAD + ROW.replace("5326.0", "5326.5"));
        Problem problem = assertThrows(Problem.class, () -> new BestOf().read(list));
        assertTrue(problem.getMessage().startsWith("history/2025-06-26_projects.csv is not as this connector knows it"), problem.getMessage());
        assertEquals(LocalDate.of(2025, 6, 26), new BestOf().read(sample(folder)).sources().get(0).date());
    }
}
