package mezzotint.catalog.modelsdev;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.util.Map;
import mezzotint.libs.catalog.Rows;

/** What an offer says of its model. */
final class OfferFacts {

    private static final Map<String, String> SUPPORTS = Map.of("tool_call", "supportsFunctionCalling", "structured_output", "supportsResponseSchema", "reasoning", "supportsReasoning");

    private OfferFacts() {}

    static void add(Rows rows, String id, JsonObject says) {
        rows.fact(id, "released", text(says, "release_date"), null);
        rows.fact(id, "updated", text(says, "last_updated"), null);
        rows.fact(id, "knowledgeCutoff", text(says, "knowledge"), null);
        rows.fact(id, "openWeights", text(says, "open_weights"), null);
        rows.fact(id, "status", text(says, "status"), null);
        rows.fact(id, "family", text(says, "family"), null);
        SUPPORTS.forEach((key, name) -> rows.fact(id, name, text(says, key), null));
        part(says, "limit").asMap().forEach((key, value) -> {
            if (value.getAsBigDecimal().compareTo(BigDecimal.ZERO) > 0 && !key.equals("input")) {
                rows.fact(id, key.equals("context") ? "contextTokens" : "maxOutputTokens", value.getAsBigDecimal().toBigInteger(), "token");
            }
        });
        part(says, "modalities").asMap().forEach((key, value) ->
                rows.fact(id, key + "Modalities", String.join(", ", value.getAsJsonArray().asList().stream().map(JsonElement::getAsString).sorted().toList()), null));
    }

    private static JsonObject part(JsonObject says, String key) {
        return says.has(key) ? says.getAsJsonObject(key) : new JsonObject();
    }

    /** Null where it is not there, or no plain value. */
    static String text(JsonObject says, String key) {
        return says.has(key) && says.get(key).isJsonPrimitive() ? says.get(key).getAsString() : null;
    }
}
