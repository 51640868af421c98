package mezzotint.catalog.litellm;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Names of sellers, and what stands between them and the model's. */
final class Sellers {

    private static final Map<String, String> OTHERS = Map.ofEntries(Map.entry("bedrock", "amazon-bedrock"), Map.entry("bedrock_converse", "amazon-bedrock"),
            Map.entry("bedrock_mantle", "amazon-bedrock"), Map.entry("gemini", "google"), Map.entry("vercel_ai_gateway", "vercel"), Map.entry("together_ai", "togetherai"),
            Map.entry("text-completion-openai", "openai"), Map.entry("cohere_chat", "cohere"), Map.entry("azure_text", "azure"), Map.entry("dashscope", "alibaba"));

    private static final Pattern WITHIN = Pattern.compile(
            "us|eu|global|apac|[a-z]{2}-[a-z]+-\\d|\\d+-x-\\d+|\\d+-steps|max-.*|fine-tuned|hd|standard|low|medium|high|.*-month-commitment");

    private Sellers() {}

    static String id(JsonObject row) {
        String provider = row.get("litellm_provider").getAsString().toLowerCase(Locale.ROOT);
        return OTHERS.getOrDefault(provider, provider.startsWith("vertex_ai") ? "google-vertex" : provider.replace('_', '-').replace(' ', '-'));
    }

    /** When a price holds: for fine-tuned models, in a region, for a size of pictures, above a number of tokens. */
    static String condition(String raw, String also) {
        String name = raw.startsWith("ft:") ? "fine-tuned/" : raw;
        List<String> before = List.of(name.substring(0, Math.max(0, name.lastIndexOf('/'))).split("/"));
        String within = String.join(" ", before.stream().filter(p -> WITHIN.matcher(p).matches()).toList());
        return (within + " " + also).strip();
    }
}
