package mezzotint.mcp.tools;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mezzotint.comparator.service.ArtifactSearch;
import mezzotint.mcp.Tool;
import mezzotint.mcp.ToolArguments;
import mezzotint.mcp.ToolDescription;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Artifacts for a need in words. */
@Component
public final class SearchTool implements Tool {

    private static final List<String> OF_ANSWER = List.of("query", "by", "note", "artifacts", "filters", "unknown");
    private static final List<String> OF_RESULT = List.of("name", "type", "description", "status", "score", "missing", "refuted", "source", "date");

    private final ToolDescription description = new ToolDescription(SearchTool.class, "search");
    private final ArtifactSearch search;

    @Activate
    public SearchTool(@Reference ArtifactSearch search) {
        this.search = search;
    }

    @Override
    public ToolDescription description() {
        return description;
    }

    @Override
    public Map<String, Object> call(ToolArguments arguments) {
        JsonObject found = new Gson().toJsonTree(search.search(arguments.text("query"), Set.copyOf(arguments.texts("without")), arguments.whole("limit"))).getAsJsonObject();
        var out = new LinkedHashMap<String, Object>();
        OF_ANSWER.stream().filter(found::has).forEach(key -> out.put(key, found.get(key)));
        out.put("results", found.getAsJsonArray("results").asList().stream().map(JsonElement::getAsJsonObject).map(SearchTool::result).toList());
        return out;
    }

    private static Map<String, Object> result(JsonObject found) {
        var out = new LinkedHashMap<String, Object>();
        out.put("id", found.get("artifact"));
        OF_RESULT.stream().filter(found::has).forEach(key -> out.put(key, found.get(key)));
        out.put("matched", found.getAsJsonArray("matches").asList().stream().map(JsonElement::getAsJsonObject).filter(m -> m.has("matched")).map(m -> m.get("matched")).distinct().toList());
        return out;
    }
}
