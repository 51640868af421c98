package mezzotint.libs.infotext;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes infotext byte for byte as AUTOMATIC1111 1.10 does. Source: modules/processing.py, create_infotext.
 */
public final class InfotextWriter {

    private static final List<String> FIRST = List.of(
            "Steps", "Sampler", "Schedule type", "CFG scale", "Image CFG scale", "Seed", "Face restoration", "Size", "Model hash", "Model",
            "FP8 weight", "Cache FP16 weight for LoRA", "VAE hash", "VAE", "Variation seed", "Variation seed strength", "Seed resize from",
            "Denoising strength", "Conditional mask weight", "Clip skip", "ENSD", "Token merging ratio", "Token merging ratio hr",
            "Init image hash", "RNG", "Tiling");
    private static final List<String> LAST = List.of("Version", "User");
    /** What these say when they change nothing; it is left out then. */
    private static final Map<String, Set<String>> IDLE = Map.of(
            "Clip skip", Set.of("0", "1"), "ENSD", Set.of("0"), "RNG", Set.of("GPU"), "Tiling", Set.of("False"), "Mask blur", Set.of("0"),
            "Variation seed strength", Set.of("0", "0.0"), "Token merging ratio", Set.of("0", "0.0"),
            "Token merging ratio hr", Set.of("0", "0.0"), "Seed resize from", Set.of("-1x-1", "0x0"));

    private InfotextWriter() {}

    /**
     * The text of a picture's parameters.
     *
     * @param facts texts, numbers and truth values by the names that AUTOMATIC1111 gives them, null for what there is
     *     not; they are put into its order, and others follow in their own
     */
    public static String write(String prompt, String negative, Map<String, ?> facts) {
        var written = new LinkedHashMap<String, String>();
        FIRST.forEach(name -> put(written, name, facts.get(name)));
        facts.forEach((name, value) -> put(written, LAST.contains(name) ? "" : name, value));
        LAST.forEach(name -> put(written, name, facts.get(name)));
        if (!written.containsKey("Variation seed strength")) {
            written.remove("Variation seed");
        }
        String line = written.entrySet().stream()
                .map(e -> e.getKey().equals(e.getValue()) ? e.getKey() : e.getKey() + ": " + Quotes.quote(e.getValue()))
                .collect(Collectors.joining(", "));
        return (prompt + (negative.isEmpty() ? "" : "\nNegative prompt: " + negative) + "\n" + line).strip();
    }

    /** The names that have a place of their own. */
    static List<String> names() {
        return Stream.concat(FIRST.stream(), LAST.stream()).toList();
    }

    private static void put(Map<String, String> written, String name, Object value) {
        if (value != null && !name.isEmpty() && !IDLE.getOrDefault(name, Set.of()).contains(text(value))) {
            written.putIfAbsent(name, text(value));
        }
    }

    /** As Python's {@code str}. */
    static String text(Object value) {
        if (value instanceof Boolean truth) {
            return truth ? "True" : "False";
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            double size = Math.abs(number);
            boolean plainly = size == 0 || size >= 1e-4 && size < 1e16;
            return !Double.isFinite(number) ? String.valueOf(number) : plainly ? plain(number) : exponent(Double.toString(number));
        }
        return String.valueOf(value);
    }

    private static String plain(double number) {
        String digits = new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
        return digits.contains(".") ? digits : digits + ".0";
    }

    /** 1.0E-5 as 1e-05. */
    private static String exponent(String java) {
        String[] parts = java.split("E");
        int power = Integer.parseInt(parts[1]);
        return parts[0].replaceFirst("\\.0$", "") + "e" + (power < 0 ? "-" : "+") + (Math.abs(power) < 10 ? "0" : "") + Math.abs(power);
    }
}
