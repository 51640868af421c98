package mezzotint.catalog.modelsdev;

import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import mezzotint.libs.catalog.JsonFields;
import mezzotint.libs.catalog.Rows;

/** What an offer says of its model. */
final class OfferFacts {

    private static final Map<String, String> SUPPORTS = new TreeMap<>(Map.of("tool_call", "supportsFunctionCalling", "structured_output", "supportsResponseSchema", "reasoning", "supportsReasoning"));

    private OfferFacts() {}

    static void add(Rows rows, String id, JsonObject says) {
        rows.fact(id, "released", JsonFields.text(says, "release_date"), null);
        rows.fact(id, "updated", JsonFields.text(says, "last_updated"), null);
        rows.fact(id, "knowledgeCutoff", JsonFields.text(says, "knowledge"), null);
        rows.fact(id, "openWeights", JsonFields.text(says, "open_weights"), null);
        rows.fact(id, "status", JsonFields.text(says, "status"), null);
        rows.fact(id, "family", JsonFields.text(says, "family"), null);
        SUPPORTS.forEach((key, name) -> rows.fact(id, name, JsonFields.text(says, key), null));
        part(says, "limit").asMap().forEach((key, value) -> {
            if (value.getAsBigDecimal().compareTo(BigDecimal.ZERO) > 0 && !key.equals("input")) {
                rows.fact(id, key.equals("context") ? "contextTokens" : "maxOutputTokens", value.getAsBigDecimal().toBigInteger(), "token");
            }
        });
        part(says, "modalities").asMap().forEach((key, value) ->
                rows.fact(id, key + "Modalities", JsonFields.list(value.getAsJsonArray()), null));
    }

    private static JsonObject part(JsonObject says, String key) {
        return says.has(key) ? says.getAsJsonObject(key) : new JsonObject();
    }
}
