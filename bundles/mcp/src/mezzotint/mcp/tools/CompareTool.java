package mezzotint.mcp.tools;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;
import mezzotint.comparator.service.ArtifactComparison;
import mezzotint.mcp.Tool;
import mezzotint.mcp.ToolArguments;
import mezzotint.mcp.ToolDescription;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Two to four artifacts side by side, in short. */
@Component
public final class CompareTool implements Tool {

    private final ToolDescription description = new ToolDescription(CompareTool.class, "compare");
    private final Catalog catalog;
    private final ArtifactComparison comparison;

    @Activate
    public CompareTool(@Reference Catalog catalog, @Reference ArtifactComparison comparison) {
        this.catalog = catalog;
        this.comparison = comparison;
    }

    @Override
    public ToolDescription description() {
        return description;
    }

    @Override
    public Map<String, Object> call(ToolArguments arguments) {
        LocalDate day = arguments.day("asOf");
        var names = new CatalogNames(catalog, day);
        List<Passport> passports = arguments.texts("ids").stream().map(names::find).toList();
        List<String> ids = passports.stream().map(passport -> passport.artifact().id()).toList();
        JsonObject compared = new Gson().toJsonTree(comparison.of(ids, day, Map.of())).getAsJsonObject();
        var sources = new TreeMap<String, Object>();
        var sides = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < ids.size(); i++) {
            var rows = new PassportRows(passports.get(i));
            sides.add(side(rows, compared.getAsJsonArray("artifacts").get(i).getAsJsonObject(), common(passports)));
            sources.putAll(rows.sources());
        }
        var out = new LinkedHashMap<String, Object>();
        out.put("title", compared.get("title"));
        out.put("asOf", day.toString());
        out.put("verdicts", compared.get("verdicts"));
        out.put("artifacts", sides);
        out.put("missing", compared.get("missing"));
        out.put("sources", sources);
        out.put("more", "/agent/compare/" + String.join("/", ids));
        return out;
    }

    /** The keys of facts that are known of several. */
    private static Set<String> common(List<Passport> passports) {
        return passports.stream().flatMap(passport -> passport.facts().stream().map(Fact::key).distinct()).collect(Collectors.groupingBy(key -> key, Collectors.counting()))
                .entrySet().stream().filter(e -> e.getValue() > 1).map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static Map<String, Object> side(PassportRows rows, JsonObject compared, Set<String> common) {
        Map<String, Object> out = rows.artifact();
        out.put("status", compared.getAsJsonObject("status").get("status"));
        out.put("facts", rows.facts(key -> common.contains(key) || rows.expected().contains(key)));
        out.put("prices", rows.prices());
        out.put("benchmarks", rows.benchmarks());
        out.put("claims", compared.get("counts"));
        out.put("scores", compared.getAsJsonArray("scores").asList().stream().map(score -> score(score.getAsJsonObject())).toList());
        out.put("unknown", rows.unknown());
        return out;
    }

    private static Map<String, Object> score(JsonObject score) {
        boolean refused = score.has("refused");
        return PassportRows.score(score.get("score").getAsString(), refused ? null : score.get("value").getAsDouble(), refused ? score.get("refused").getAsString() : null,
                score.get("lo").getAsDouble(), score.get("hi").getAsDouble());
    }
}
