package mezzotint.catalog.tasks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.CatalogSource;
import mezzotint.libs.catalog.PackageFile;
import mezzotint.libs.catalog.Rows;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** Hugging Face's taxonomy: the libraries that its hub knows, and what it recommends for each task. */
@Component
@Plugin(id = "tasks", label = "Hugging Face tasks", source = "https://huggingface.co/tasks")
public final class Tasks implements CatalogSource {

    private static final String ROOT = "package/dist/esm/";
    private static final String LIBRARIES = ROOT + "model-libraries.js";
    private static final Pattern TASK = Pattern.compile(Pattern.quote(ROOT + "tasks/") + "([\\w-]+)/data\\.js");
    private static final Pattern LIBRARY = Pattern.compile("(?m)^    \"?([\\w.-]+)\"?: \\{\\n(.*?)^    \\},", Pattern.DOTALL);
    private static final Pattern LIST = Pattern.compile("(?m)^    (datasets|models|spaces): \\[\\n(.*?)^    \\],", Pattern.DOTALL);
    private static final Pattern ITEM = Pattern.compile("\\{\\s*(?://[^\\n]*\\n\\s*)*description:\\s*\"((?:[^\"\\\\]|\\\\.)*)\",\\s*(?://[^\\n]*\\n\\s*)*id: \"([^\"]+)\"");
    private static final Map<String, String> TYPES = Map.of("datasets", "dataset", "models", "model", "spaces", "webapp");

    @Override
    public String reads() {
        return "the npm package @huggingface/tasks, as a tarball";
    }

    @Override
    public CatalogRows read(Path file) throws IOException {
        PackageFile tarball = PackageFile.read(file, path -> path.equals(LIBRARIES) || TASK.matcher(path).matches());
        var rows = new Rows(tarball.source("npm", "dist/esm", null, "MIT", "catalog.tasks 1"));
        LIBRARY.matcher(new String(tarball.file(LIBRARIES), StandardCharsets.UTF_8)).results().forEach(r -> library(rows, r));
        tarball.files().forEach((path, code) -> {
            Matcher task = TASK.matcher(path);
            if (task.matches() && !task.group(1).equals("placeholder")) {
                LIST.matcher(new String(code, StandardCharsets.UTF_8)).results().forEach(list -> items(rows, task.group(1), list));
            }
        });
        return rows.rows();
    }

    private static void library(Rows rows, MatchResult library) {
        String url = text(library.group(2), "repoUrl");
        if (url == null) {
            return;
        }
        List<String> parts = List.of(url.replaceFirst("https?://", "").replaceFirst("/+$", "").split("/"));
        String vendor = parts.size() > 2 ? parts.get(1) : parts.get(0);
        String id = (vendor + "/" + parts.get(Math.min(2, parts.size() - 1))).toLowerCase(Locale.ROOT);
        rows.artifact(id, "library", text(library.group(2), "prettyLabel"), vendor, null);
        rows.alias(id, library.group(1), 0.9);
        rows.fact(id, "repository", url, null);
        rows.fact(id, "documentation", text(library.group(2), "docsUrl"), null);
    }

    private static void items(Rows rows, String task, MatchResult list) {
        ITEM.matcher(list.group(2)).results().forEach(item -> {
            String name = item.group(2);
            String vendor = name.contains("/") ? name.substring(0, name.indexOf('/')) : "huggingface";
            // The hub has models, data sets and spaces of one name.
            String kind = list.group(1).equals("models") ? "" : list.group(1) + "/";
            String id = kind + (name.contains("/") ? name : "huggingface/" + name).toLowerCase(Locale.ROOT);
            rows.artifact(id, TYPES.get(list.group(1)), name.substring(name.indexOf('/') + 1), vendor, item.group(1).replace("\\\"", "\""));
            rows.fact(id, "task", task, null);
            rows.fact(id, "page", "https://huggingface.co/" + kind + name, null);
            if (list.group(1).equals("models")) {
                rows.fact(id, "openWeights", "true", null);
            }
        });
    }

    private static String text(String code, String field) {
        Matcher found = Pattern.compile(field + ": \"([^\"]+)\"").matcher(code);
        return found.find() ? found.group(1) : null;
    }
}
