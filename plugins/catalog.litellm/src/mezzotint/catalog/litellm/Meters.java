package mezzotint.catalog.litellm;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What LiteLLM's columns of costs are called here. */
final class Meters {

    /** What is measured, and when the price holds; empty for always. */
    record Meter(String name, String condition) {}

    record Amount(BigDecimal amount, long per, String unit) {}

    /** Tasks of Hugging Face's taxonomy by LiteLLM's mode. */
    static final Map<String, String> TASKS = Map.ofEntries(Map.entry("chat", "text-generation"), Map.entry("completion", "text-generation"), Map.entry("responses", "text-generation"),
            Map.entry("embedding", "feature-extraction"), Map.entry("image_generation", "text-to-image"), Map.entry("image_edit", "image-to-image"),
            Map.entry("audio_transcription", "automatic-speech-recognition"), Map.entry("audio_speech", "text-to-speech"), Map.entry("video_generation", "text-to-video"),
            Map.entry("rerank", "text-ranking"), Map.entry("moderation", "text-classification"), Map.entry("realtime", "any-to-any"), Map.entry("ocr", "image-to-text"));

    private static final long MILLION = 1_000_000;
    private static final Pattern TOKENS = Pattern.compile("(input|output)_cost_per_token(_batches|_priority|_flex)?(?:_above_(\\d+)k_tokens)?(_priority)?");
    private static final Pattern CACHE = Pattern.compile("cache_(read|creation)_input_token_cost(_priority|_flex)?(?:_above_(\\d+)k_tokens)?");
    private static final Map<String, String> UNITS = Map.of("output_cost_per_image", "image", "input_cost_per_second", "second", "output_cost_per_second", "second.output",
            "input_cost_per_request", "request", "ocr_cost_per_page", "page", "input_cost_per_query", "request");

    private Meters() {}

    /** The costs of a row that stand for something. A cost of 0 is none: the table has it for what it does not know, and for what a subscription pays. */
    static Map<Meter, Amount> of(JsonObject row) {
        var found = new LinkedHashMap<Meter, Amount>();
        row.asMap().forEach((key, value) -> {
            Meter meter = meter(key);
            if (meter != null && isNumber(value) && value.getAsBigDecimal().signum() > 0) {
                boolean tokens = meter.name().startsWith("input") || meter.name().startsWith("output");
                BigDecimal amount = value.getAsBigDecimal();
                found.put(meter, tokens ? new Amount(amount.multiply(BigDecimal.valueOf(MILLION)), MILLION, "token")
                        : new Amount(amount, 1, meter.name().replaceFirst("\\..*", "")));
            }
        });
        return found;
    }

    private static boolean isNumber(JsonElement value) {
        return value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
    }

    private static Meter meter(String key) {
        Matcher tokens = TOKENS.matcher(key);
        if (tokens.matches()) {
            boolean batch = "_batches".equals(tokens.group(2));
            return new Meter(tokens.group(1) + (batch ? ".batch" : ""), condition(batch ? null : tokens.group(2), tokens.group(3), tokens.group(4)));
        }
        Matcher cache = CACHE.matcher(key);
        if (cache.matches()) {
            return new Meter(cache.group(1).equals("read") ? "input.cached" : "input.cachewrite", condition(cache.group(2), cache.group(3), null));
        }
        return UNITS.containsKey(key) ? new Meter(UNITS.get(key), "") : null;
    }

    private static String condition(String plan, String thousands, String again) {
        String first = plan == null ? again : plan;
        return ((first == null ? "" : first.substring(1) + " ") + (thousands == null ? "" : "above " + thousands + "000 tokens")).strip();
    }

    /** {@code supports_pdf_input} as {@code supportsPdfInput}. */
    static String camel(String key) {
        return Pattern.compile("_(\\w)").matcher(key).replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
    }
}
