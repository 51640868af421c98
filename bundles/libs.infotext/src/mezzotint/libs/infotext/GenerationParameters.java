package mezzotint.libs.infotext;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mezzotint.plugin.Problem;

/**
 * Infotext, the text that AUTOMATIC1111 1.10 writes into pictures: the prompt, the negative prompt after
 * {@code Negative prompt:}, and a last line of facts. Source: modules/infotext_utils.py, parse_generation_parameters.
 */
public final class GenerationParameters {

    /** Longer texts are refused. */
    public static final int LONGEST = 100_000;

    private static final int FEWEST_FACTS = 3;
    static final String NEGATIVE = "Negative prompt:";
    private static final Pattern SIZE = Pattern.compile("(\\d+)x(\\d+)");
    /** What a text that does not say otherwise means; 0 and false are numbers and truth values, the rest are texts. */
    private static final Map<String, Object> MEANT = meant();

    private GenerationParameters() {}

    /**
     * The facts by their names, with {@code Prompt} and {@code Negative prompt}. A size is parted into {@code Size-1}
     * and {@code Size-2}. Facts that the text leaves out have the values that AUTOMATIC1111 means by that.
     *
     * @throws Problem of kind {@code TOO_LARGE}
     */
    public static Map<String, Object> parse(String infotext) {
        if (infotext.length() > LONGEST) {
            throw new Problem(Problem.Kind.TOO_LARGE, "the text has " + infotext.length() + " characters", "send at most " + LONGEST);
        }
        var lines = new ArrayList<>(Arrays.asList(infotext.strip().split("\n", -1)));
        List<Pairs.Pair> pairs = Pairs.a1111(lines.get(lines.size() - 1));
        var facts = new LinkedHashMap<String, Object>();
        if (pairs.size() >= FEWEST_FACTS) {
            lines.remove(lines.size() - 1);
            pairs.forEach(pair -> put(facts, pair));
        }
        prompts(lines, facts);
        complete(facts);
        return facts;
    }

    /** Whether a fact says no more than a text that leaves it out. */
    public static boolean isImplied(String name, Object value) {
        return name.equals("Hires resize-2") || String.valueOf(value).equals(String.valueOf(MEANT.get(name)));
    }

    private static void put(Map<String, Object> facts, Pairs.Pair pair) {
        String value = Quotes.unquote(pair.value());
        Matcher size = SIZE.matcher(value);
        if (size.matches()) {
            facts.put(pair.key() + "-1", size.group(1));
            facts.put(pair.key() + "-2", size.group(2));
        } else if (!pair.value().isEmpty()) {
            facts.put(pair.key(), value);
        }
    }

    static void prompts(List<String> lines, Map<String, Object> facts) {
        var wanted = new StringBuilder();
        var unwanted = new StringBuilder();
        StringBuilder prompt = wanted;
        for (String line : lines) {
            String part = line.strip();
            if (part.startsWith(NEGATIVE)) {
                prompt = unwanted;
                part = part.substring(NEGATIVE.length()).strip();
            }
            prompt.append(prompt.isEmpty() ? "" : "\n").append(part);
        }
        facts.put("Prompt", wanted.toString());
        facts.put("Negative prompt", unwanted.toString());
    }

    static void complete(Map<String, Object> facts) {
        boolean weighed = Emphasis.isUsed((String) facts.get("Prompt")) || Emphasis.isUsed((String) facts.get("Negative prompt"));
        if (facts.get("Hypernet") instanceof String net) {
            facts.merge("Prompt", "<hypernet:" + net + ":" + facts.getOrDefault("Hypernet strength", "1.0") + ">", (a, b) -> a + (String) b);
        }
        if (!facts.containsKey("Hires resize-1")) {
            facts.put("Hires resize-2", 0);
        }
        MEANT.forEach(facts::putIfAbsent);
        OldHires.restore(facts);
        if (!facts.get("FP8 weight").equals("Disable")) {
            facts.putIfAbsent("Cache FP16 weight for LoRA", false);
        }
        if (weighed) {
            facts.putIfAbsent("Emphasis", "Original");
        }
        Backcompat.apply(facts);
    }

    static List<String> names() {
        return List.copyOf(MEANT.keySet());
    }

    private static Map<String, Object> meant() {
        var out = new LinkedHashMap<String, Object>();
        out.put("Clip skip", "1");
        out.put("Hires resize-1", 0);
        out.put("Hires sampler", "Use same sampler");
        out.put("Hires schedule type", "Use same scheduler");
        out.put("Hires checkpoint", "Use same checkpoint");
        out.put("Hires prompt", "");
        out.put("Hires negative prompt", "");
        out.put("Mask mode", "Inpaint masked");
        out.put("Masked content", "original");
        out.put("Inpaint area", "Whole picture");
        out.put("Masked area padding", 32);
        out.put("RNG", "GPU");
        out.put("Schedule type", "Automatic");
        out.put("Schedule max sigma", 0);
        out.put("Schedule min sigma", 0);
        out.put("Schedule rho", 0);
        out.put("VAE Encoder", "Full");
        out.put("VAE Decoder", "Full");
        out.put("FP8 weight", "Disable");
        out.put("Refiner switch by sampling steps", false);
        return out;
    }
}
