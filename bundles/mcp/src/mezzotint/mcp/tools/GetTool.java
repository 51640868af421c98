package mezzotint.mcp.tools;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mezzotint.catalog.Capability;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Passport;
import mezzotint.mcp.Tool;
import mezzotint.mcp.ToolArguments;
import mezzotint.mcp.ToolDescription;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is known of one artifact. */
@Component
public final class GetTool implements Tool {

    private final ToolDescription description = new ToolDescription(GetTool.class, "get");
    private final Catalog catalog;

    @Activate
    public GetTool(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public ToolDescription description() {
        return description;
    }

    @Override
    public Map<String, Object> call(ToolArguments arguments) {
        Passport passport = new CatalogNames(catalog, arguments.day("asOf")).find(arguments.text("id"));
        var rows = new PassportRows(passport);
        Map<String, Object> out = rows.artifact();
        out.put("asOf", passport.asOf().toString());
        out.put("facts", rows.facts(key -> true));
        out.put("prices", rows.prices());
        out.put("benchmarks", rows.benchmarks());
        out.put("capabilities", passport.capabilities().stream().map(Capability::name).toList());
        out.put("claims", passport.claims().stream().collect(Collectors.groupingBy(claim -> claim.status().toString(), TreeMap::new, Collectors.counting())));
        out.put("scores", catalog.scores(passport, Map.of()).stream().map(s -> PassportRows.score(s.score(), s.value(), s.refused(), s.lo(), s.hi())).toList());
        out.put("unknown", rows.unknown());
        out.put("sources", rows.sources());
        out.put("more", "/api/catalog/artifacts/" + passport.artifact().id());
        return out;
    }
}
