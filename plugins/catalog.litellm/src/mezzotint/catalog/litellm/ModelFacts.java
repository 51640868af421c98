package mezzotint.catalog.litellm;

import com.google.gson.JsonObject;
import java.math.BigDecimal;
import mezzotint.libs.catalog.JsonFields;
import mezzotint.libs.catalog.Rows;

/** What a row says of a model. */
final class ModelFacts {

    private ModelFacts() {}

    static void add(Rows rows, String id, JsonObject row) {
        rows.fact(id, "task", Meters.TASKS.get(String.valueOf(JsonFields.text(row, "mode"))), null);
        rows.fact(id, "contextTokens", whole(row, "max_input_tokens"), "token");
        rows.fact(id, "maxOutputTokens", whole(row, "max_output_tokens"), "token");
        rows.fact(id, "shutdownDate", date(JsonFields.text(row, "deprecation_date")), null);
        rows.fact(id, "priceSource", JsonFields.text(row, "source"), null);
        rows.fact(id, "inputModalities", list(row, "supported_modalities"), null);
        rows.fact(id, "outputModalities", list(row, "supported_output_modalities"), null);
        row.asMap().forEach((key, value) -> {
            if (key.startsWith("supports_") && value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean()) {
                rows.fact(id, Meters.camel(key), value.getAsString(), null);
            }
        });
    }

    private static String date(String text) {
        return text != null && text.matches("\\d{4}-\\d{2}-\\d{2}") ? text : null;
    }

    /** Numbers above 0: the table has 0 where it does not know. */
    private static String whole(JsonObject row, String key) {
        String text = JsonFields.text(row, key);
        return text == null || !text.matches("[1-9]\\d*(\\.0)?") ? null : new BigDecimal(text).toBigInteger().toString();
    }

    private static String list(JsonObject row, String key) {
        return row.has(key) && row.get(key).isJsonArray() ? JsonFields.list(row.getAsJsonArray(key)) : null;
    }
}
