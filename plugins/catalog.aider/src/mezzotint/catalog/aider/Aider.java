package mezzotint.catalog.aider;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.CatalogSource;
import mezzotint.libs.catalog.ModelNames;
import mezzotint.libs.catalog.PackageFile;
import mezzotint.libs.catalog.Rows;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** Aider's polyglot leaderboard: how many of 225 programming tasks a model solved in two attempts. A run counts for the model that its command names. */
@Component
@Plugin(id = "aider", label = "Aider leaderboard", source = "https://aider.chat/docs/leaderboards")
public final class Aider implements CatalogSource {

    private static final String FILE = "_data/polyglot_leaderboard.yml";
    private static final Pattern FIELD = Pattern.compile("(?m)^(?:  )?(\\w+): *(\\S.*)$");
    private static final Pattern MODEL = Pattern.compile("--model (\\S+)");

    @Override
    public String reads() {
        return "an archive of the repository Aider-AI/aider, as git archive --format=tar.gz makes it";
    }

    @Override
    public CatalogRows read(Path file) throws IOException {
        PackageFile archive = PackageFile.read(file, path -> path.endsWith(FILE));
        return archive.parsed(FILE, content -> rows(archive, new String(content, StandardCharsets.UTF_8)));
    }

    private static CatalogRows rows(PackageFile archive, String board) {
        List<Map<String, String>> runs = List.of(board.split("(?m)^- ")).stream().map(Aider::fields)
                .filter(run -> run.containsKey("pass_rate_2")).toList();
        var names = new ModelNames(runs.stream().map(Aider::model).toList());
        var rows = new Rows(archive.repository("Aider-AI/aider", "aider/website/" + FILE, null, "Apache-2.0", "catalog.aider 1"));
        runs.forEach(run -> {
            String id = names.id(model(run), "unknown");
            rows.model(id);
            rows.alias(id, run.get("model"), 0.8);
            rows.benchmark(id, "Aider polyglot", run.get("dirname"), "pass_rate_2", new BigDecimal(run.get("pass_rate_2")), number(run, "pass_num_2"), number(run, "test_cases"), date(run));
        });
        return rows.rows();
    }

    private static Map<String, String> fields(String run) {
        var fields = new LinkedHashMap<String, String>();
        FIELD.matcher(run).results().forEach(f -> fields.put(f.group(1), f.group(2).strip()));
        return fields;
    }

    private static String model(Map<String, String> run) {
        Matcher named = MODEL.matcher(run.getOrDefault("command", ""));
        return named.find() ? named.group(1) : run.get("model").replace(' ', '-');
    }

    private static Integer number(Map<String, String> run, String key) {
        return run.containsKey(key) ? Integer.valueOf(run.get(key)) : null;
    }

    private static LocalDate date(Map<String, String> run) {
        return run.containsKey("date") ? LocalDate.parse(run.get("date")) : null;
    }
}
