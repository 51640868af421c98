package mezzotint.mcp.tools;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import mezzotint.catalog.ArtifactAlias;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Passport;
import mezzotint.mcp.Tool;
import mezzotint.mcp.ToolArguments;
import mezzotint.mcp.ToolDescription;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which artifact a name means. */
@Component
public final class ResolveTool implements Tool {

    private static final int MOST_NAMES = 30;

    private final ToolDescription description = new ToolDescription(ResolveTool.class, "resolve");
    private final Catalog catalog;

    @Activate
    public ResolveTool(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public ToolDescription description() {
        return description;
    }

    @Override
    public Map<String, Object> call(ToolArguments arguments) {
        String name = arguments.text("name");
        Passport passport = new CatalogNames(catalog, arguments.day("asOf")).find(name);
        Optional<ArtifactAlias> alias = passport.aliases().stream().filter(a -> a.name().equalsIgnoreCase(name)).max(Comparator.comparingDouble(ArtifactAlias::confidence));
        boolean own = name.equalsIgnoreCase(passport.artifact().id());
        var rows = new PassportRows(passport);
        Map<String, Object> out = rows.artifact();
        out.put("asked", name);
        out.put("asOf", passport.asOf().toString());
        out.put("by", own ? "id" : "alias");
        out.put("saidBy", own ? null : alias.map(rows::alias).orElse(null));
        out.put("names", passport.aliases().stream().map(ArtifactAlias::name).distinct().sorted().limit(MOST_NAMES).toList());
        out.put("namesInAll", passport.aliases().stream().map(ArtifactAlias::name).distinct().count());
        out.put("sources", rows.sources());
        return out;
    }
}
