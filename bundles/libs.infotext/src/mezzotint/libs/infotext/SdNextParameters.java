package mezzotint.libs.infotext;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mezzotint.plugin.Problem;

/** Infotext as SD.Next reads and writes it. Source: modules/infotext.py, parse. */
public final class SdNextParameters {

    private static final List<String> PARAMETERS = List.of(
            "steps: ", "seed: ", "width: ", "height: ", "sampler: ", "size: ", "cfg scale: ", "pipeline: ");
    private static final List<String> PROMPTS = List.of("negative prompt: ", "template: ", "negative template: ");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})x(\\d{1,9})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}|\\d{1,18}\\.\\d{0,18}|\\.\\d{1,18}");

    private String remaining;

    private SdNextParameters(String text) {
        this.remaining = text;
    }

    /**
     * The facts by their names, with {@code Prompt} and {@code Negative prompt}, which are null where there are none.
     * Numbers are numbers; a size is given whole and in parts, as {@code Size}, {@code Size-1} and {@code Size-2}.
     *
     * @throws Problem of kind {@code TOO_LARGE}
     */
    public static Map<String, Object> parse(String infotext) {
        if (infotext.length() > GenerationParameters.LONGEST) {
            throw new Problem(Problem.Kind.TOO_LARGE, "the text has " + infotext.length() + " characters",
                    "send at most " + GenerationParameters.LONGEST);
        }
        return infotext.isBlank() ? new LinkedHashMap<>() : new SdNextParameters(infotext.replace("\nSteps:", " Steps:")).read(infotext);
    }

    private Map<String, Object> read(String whole) {
        String prompt = take("");
        String negative = take("negative prompt");
        String template = take("template");
        String negativeTemplate = take("negative template");
        var facts = new LinkedHashMap<String, Object>();
        Pairs.sdNext(remaining).forEach(pair -> put(facts, pair.key(), pair.value()));
        if (facts.isEmpty()) {
            facts.put("Prompt", whole);
            return facts;
        }
        facts.put("Prompt", prompt.isEmpty() ? null : trimmed(prompt));
        facts.put("Negative prompt", negative.isEmpty() ? null : trimmed(negative));
        putTemplate(facts, "Template", template, prompt);
        putTemplate(facts, "Negative template", negativeTemplate, negative);
        return facts;
    }

    /** What stands before the first name of a parameter or of another prompt; it is cut off the rest. */
    private String take(String keyword) {
        String lower = remaining.toLowerCase(Locale.ROOT);
        if (!lower.contains(keyword)) {
            return "";
        }
        String text = (lower.startsWith(keyword + ":") ? remaining.substring(keyword.length() + 1) : remaining).strip();
        String searched = text.toLowerCase(Locale.ROOT);
        int end = Stream.concat(PARAMETERS.stream(), PROMPTS.stream()).mapToInt(searched::indexOf).filter(i -> i >= 0).min().orElse(0);
        remaining = text.substring(end);
        return text.substring(0, end).strip();
    }

    private static void putTemplate(Map<String, Object> facts, String name, String template, String prompt) {
        if (!template.isEmpty() && !template.equals(prompt)) {
            facts.put(name, trimmed(template));
        }
    }

    private static void put(Map<String, Object> facts, String key, String raw) {
        String value = trimmed(Quotes.unquote(raw));
        Matcher size = SIZE.matcher(value);
        if (NUMBER.matcher(value).matches()) {
            facts.put(key, number(value));
        } else if (value.equals("True") || value.equals("False")) {
            facts.put(key, value.equals("True"));
        } else if (key.equals("Sampler") && value.equals("None")) {
            facts.put(key, "Default");
        } else {
            facts.put(key, value);
        }
        if (key.equals("VAE") && value.equals("TAESD")) {
            facts.put("VAE type", "Tiny");
        }
        if (size.matches()) {
            facts.put(key + "-1", number(size.group(1)));
            facts.put(key + "-2", number(size.group(2)));
        }
    }

    private static Number number(String value) {
        return value.contains(".") ? (Number) Double.valueOf(value) : (Number) Long.valueOf(value);
    }

    private static String trimmed(String value) {
        return value.replaceAll("^[ ,\n]++|(?<![ ,\n])[ ,\n]++$", "").replace("\\\n", "");
    }
}
