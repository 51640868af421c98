package mezzotint.catalog.landscape;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.CatalogSource;
import mezzotint.libs.catalog.PackageFile;
import mezzotint.libs.catalog.Rows;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** Programs for artificial intelligence, in categories: the items of LF AI's landscape that have a repository. Members and other organizations are no artifacts. */
@Component
@Plugin(id = "landscape", label = "LF AI landscape", source = "https://landscape.lfai.foundation")
public final class Landscape implements CatalogSource {

    private static final Pattern REPOSITORY = Pattern.compile("https?://github\\.com/([^/\\s]+)/([^/\\s]+?)(?:\\.git)?/?");

    @Override
    public String reads() {
        return "an archive of the repository lfai/lfai-landscape, as git archive --format=tar.gz makes it";
    }

    @Override
    public CatalogRows read(Path file) throws IOException {
        PackageFile archive = PackageFile.read(file, path -> path.endsWith("landscape.yml"));
        var rows = new Rows(archive.repository("lfai/lfai-landscape", "landscape.yml", null, "Apache-2.0", "catalog.landscape 1"));
        String category = null;
        for (String part : List.of(new String(archive.file("landscape.yml"), StandardCharsets.UTF_8).split("(?m)^ *- (?=category:|subcategory:|item:)"))) {
            if (part.startsWith("item:")) {
                add(rows, category, part);
            } else if (part.startsWith("subcategory:")) {
                category = field(part, "name");
            }
        }
        return rows.rows();
    }

    private static void add(Rows rows, String category, String item) {
        Matcher repository = REPOSITORY.matcher(String.valueOf(field(item, "repo_url")));
        if (!repository.matches()) {
            return;
        }
        String id = (repository.group(1) + "/" + repository.group(2)).toLowerCase(Locale.ROOT);
        rows.artifact(id, "repo", field(item, "name"), repository.group(1), field(item, "description"));
        rows.fact(id, "category", category, null);
        rows.fact(id, "repository", field(item, "repo_url"), null);
        rows.fact(id, "page", field(item, "homepage_url"), null);
        rows.fact(id, "stage", field(item, "project"), null);
        rows.fact(id, "pricing", "free", null);
    }

    private static String field(String yaml, String name) {
        Matcher found = Pattern.compile("(?m)^ +" + name + ": *(\\S.*)$").matcher(yaml);
        return found.find() ? found.group(1).strip().replaceAll("^[\"'](.*)[\"']$", "$1") : null;
    }
}
