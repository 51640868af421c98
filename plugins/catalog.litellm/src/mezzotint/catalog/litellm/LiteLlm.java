package mezzotint.catalog.litellm;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mezzotint.catalog.CatalogRows;
import mezzotint.catalog.CatalogSource;
import mezzotint.libs.catalog.ModelNames;
import mezzotint.libs.catalog.PackageFile;
import mezzotint.libs.catalog.Rows;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/**
 * The table of prices that LiteLLM carries. What is said of a model is taken from its maker's own row where there is one; prices are taken from every seller.
 */
@Component
@Plugin(id = "litellm", label = "LiteLLM", source = "https://github.com/BerriAI/litellm")
public final class LiteLlm implements CatalogSource {

    private static final String FILE = "model_prices_and_context_window_backup.json";

    @Override
    public String reads() {
        return "the Python package litellm, as a wheel";
    }

    @Override
    public CatalogRows read(Path file) throws IOException {
        PackageFile wheel = PackageFile.read(file, path -> path.endsWith("/" + FILE));
        JsonObject all = JsonParser.parseString(new String(wheel.file(FILE), StandardCharsets.UTF_8)).getAsJsonObject();
        all.remove("sample_spec");
        var names = new ModelNames(all.keySet());
        var rows = new Rows(wheel.source("pypi", FILE, null, "MIT", "catalog.litellm 1"));
        // The maker's own row comes first, then short names.
        all.entrySet().stream().filter(e -> e.getValue().getAsJsonObject().has("litellm_provider")).map(e -> offer(names, e.getKey(), e.getValue().getAsJsonObject()))
                .sorted(Comparator.comparing((Offer o) -> !o.isOwn()).thenComparing(o -> o.raw.length()).thenComparing(Offer::raw))
                .forEach(offer -> add(rows, offer));
        return rows.rows();
    }

    /** A model as one seller offers it. */
    private record Offer(String raw, String seller, String id, JsonObject row) {

        boolean isOwn() {
            return id.startsWith(seller + "/") && !raw.startsWith("ft:");
        }
    }

    private static Offer offer(ModelNames names, String raw, JsonObject row) {
        String seller = Sellers.id(row);
        return new Offer(raw, seller, names.id(raw, seller), row);
    }

    private static void add(Rows rows, Offer offer) {
        String id = offer.id;
        String seller = offer.seller;
        rows.artifact(seller, "platform", seller, null, null);
        if (!rows.has(id)) {
            rows.artifact(id, "model", id.substring(id.indexOf('/') + 1), id.substring(0, id.indexOf('/')), null);
            facts(rows, id, offer.row);
        }
        rows.alias(id, offer.raw, 1);
        rows.relation(id, "served-by", seller);
        Meters.of(offer.row).forEach((meter, price) -> rows.price(offer.raw, seller, meter.name(), price.amount(), price.per(), price.unit(),
                Sellers.condition(offer.raw, meter.condition())));
    }

    private static void facts(Rows rows, String id, JsonObject row) {
        rows.fact(id, "task", Meters.TASKS.get(String.valueOf(text(row, "mode"))), null);
        rows.fact(id, "contextTokens", whole(row, "max_input_tokens"), "token");
        rows.fact(id, "maxOutputTokens", whole(row, "max_output_tokens"), "token");
        rows.fact(id, "shutdownDate", date(text(row, "deprecation_date")), null);
        rows.fact(id, "priceSource", text(row, "source"), null);
        rows.fact(id, "inputModalities", list(row, "supported_modalities"), null);
        rows.fact(id, "outputModalities", list(row, "supported_output_modalities"), null);
        row.asMap().forEach((key, value) -> {
            if (key.startsWith("supports_") && value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean()) {
                rows.fact(id, Meters.camel(key), value.getAsString(), null);
            }
        });
    }

    private static String text(JsonObject row, String key) {
        return row.has(key) && row.get(key).isJsonPrimitive() ? row.get(key).getAsString() : null;
    }

    private static String date(String text) {
        return text != null && text.matches("\\d{4}-\\d{2}-\\d{2}") ? text : null;
    }

    /** Numbers above 0: the table has 0 where it does not know. */
    private static String whole(JsonObject row, String key) {
        String text = text(row, key);
        return text == null || !text.matches("[1-9]\\d*(\\.0)?") ? null : new BigDecimal(text).toBigInteger().toString();
    }

    private static String list(JsonObject row, String key) {
        return row.has(key) && row.get(key).isJsonArray() ? String.join(", ", row.getAsJsonArray(key).asList().stream().map(JsonElement::getAsString).sorted().toList()) : null;
    }

    /** Names of sellers, and what stands between them and the model's. */
    private static final class Sellers {

        private static final Map<String, String> OTHERS = Map.ofEntries(Map.entry("bedrock", "amazon-bedrock"), Map.entry("bedrock_converse", "amazon-bedrock"),
                Map.entry("bedrock_mantle", "amazon-bedrock"), Map.entry("gemini", "google"), Map.entry("vercel_ai_gateway", "vercel"), Map.entry("together_ai", "togetherai"),
                Map.entry("text-completion-openai", "openai"), Map.entry("cohere_chat", "cohere"), Map.entry("azure_text", "azure"), Map.entry("dashscope", "alibaba"));

        private Sellers() {}

        static String id(JsonObject row) {
            String provider = row.get("litellm_provider").getAsString().toLowerCase(Locale.ROOT);
            return OTHERS.getOrDefault(provider, provider.startsWith("vertex_ai") ? "google-vertex" : provider.replace('_', '-').replace(' ', '-'));
        }

        /** When a price holds: for fine-tuned models, in a region, for a size of pictures, above a number of tokens. */
        static String condition(String raw, String also) {
            String name = raw.startsWith("ft:") ? "fine-tuned/" : raw;
            List<String> before = List.of(name.substring(0, Math.max(0, name.lastIndexOf('/'))).split("/"));
            String within = String.join(" ", before.stream().filter(p -> p.matches("us|eu|global|apac|[a-z]{2}-[a-z]+-\\d|\\d+-x-\\d+|\\d+-steps|max-.*|fine-tuned|hd|standard|low|medium|high|.*-month-commitment")).toList());
            return (within + " " + also).strip();
        }
    }
}
