package mezzotint.libs.catalog;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells which names of hosted models mean one model. Sellers put themselves, a region or the maker before the name and a date or a
 * price plan behind it. A name with a date is the one without where that is its only date among all names; else it is a version of its own.
 */
public final class ModelNames {

    private static final Pattern REGION = Pattern.compile("^(us|eu|apac|global|au|jp|ca|us-gov)\\.");
    private static final Pattern MAKER = Pattern.compile(
            "^(anthropic|meta|amazon|mistral|cohere|ai21|deepseek|qwen|openai|stability|writer|google|nvidia|minimax|moonshot|zai|twelvelabs|luma|moonshotai)\\.");
    private static final Pattern PLAN = Pattern.compile("(:(free|beta|extended|floor|nitro|online|thinking)|@default|-v\\d+:\\d+(:\\w+)?|:\\d+)$");
    private static final Pattern DATE = Pattern.compile("[-@](20\\d{2})-?([01]\\d)-?([0-3]\\d)$");
    /** One digit, a dash, one digit: a version as Anthropic writes it. */
    private static final Pattern POINT = Pattern.compile("(?<![\\d.])(\\d)-(\\d)(?=-|$)");

    /** Who makes the models whose names begin so. */
    private static final List<Map.Entry<Pattern, String>> MAKERS = List.of(
            made("gpt-oss|gpt-|chatgpt|o1(-|$)|o3(-|$)|o4(-|$)|dall-e|whisper|tts-1|text-embedding-3|text-embedding-ada|sora|codex-mini|omni-moderation|computer-use-preview", "openai"),
            made("claude", "anthropic"),
            made("gemini|gemma|imagen|veo-|palm-|medgemma|codegemma|text-bison|chat-bison", "google"),
            made("llama-?\\d|llama-guard|meta-llama|codellama|llama-prompt", "meta"),
            made("mistral|mixtral|codestral|ministral|pixtral|magistral|devstral|voxtral", "mistral"),
            made("command(-|$)|embed-(english|multilingual|v)|rerank-(english|multilingual|v)|c4ai|aya", "cohere"),
            made("grok", "xai"), made("deepseek", "deepseek"), made("qwen|qwq|qvq", "alibaba"),
            made("kimi|moonshot", "moonshotai"), made("glm|chatglm|cogview", "zai"), made("minimax|abab", "minimax"),
            made("nova-(lite|micro|pro|premier|sonic|canvas|reel|2)|titan-", "amazon"), made("jamba", "ai21"), made("phi-", "microsoft"),
            made("nemotron|llama-3.*nemotron", "nvidia"), made("granite", "ibm"), made("sonar", "perplexity"), made("flux", "black-forest-labs"),
            made("stable-diffusion|sdxl|sd3|stable-image", "stability-ai"), made("ernie", "baidu"), made("hunyuan", "tencent"),
            made("doubao|seedream|seedance", "bytedance"), made("step-", "stepfun"), made("voyage", "voyage"), made("jina-", "jina-ai"));

    private static Map.Entry<Pattern, String> made(String beginnings, String maker) {
        return Map.entry(Pattern.compile(beginnings), maker);
    }

    private final Map<String, Set<String>> dates = new HashMap<>();

    /** @param all every name that is told apart */
    public ModelNames(Collection<String> all) {
        for (String raw : all) {
            String plain = plain(raw);
            Matcher date = DATE.matcher(plain);
            if (date.find()) {
                dates.computeIfAbsent(dotted(date.replaceFirst("")), name -> new TreeSet<>()).add(date.group(1) + date.group(2) + date.group(3));
            }
        }
    }

    /**
     * The id of the model that a name means.
     *
     * @param seller who sells it under this name, lower case
     */
    public String id(String raw, String seller) {
        String plain = plain(raw);
        Matcher date = DATE.matcher(plain);
        String name = dotted(plain);
        if (date.find()) {
            String bare = dotted(date.replaceFirst(""));
            name = dates.getOrDefault(bare, Set.of()).size() <= 1 ? bare : bare + "-" + date.group(1) + "-" + date.group(2) + "-" + date.group(3);
        }
        return maker(name).or(() -> named(raw)).orElse(seller) + "/" + name;
    }

    private static Optional<String> maker(String name) {
        return MAKERS.stream().filter(m -> m.getKey().matcher(name).lookingAt()).map(Map.Entry::getValue).findFirst();
    }

    /** The owner that stands before the name, as in {@code thenlper/gte-large}, where the name has no other beginning. */
    private static Optional<String> named(String raw) {
        String[] parts = raw.toLowerCase(Locale.ROOT).split("/");
        return parts.length < 2 ? Optional.empty() : Optional.of(parts[parts.length - 2].replaceAll("^@", "")).filter(p -> p.matches("[a-z0-9][a-z0-9._-]*"));
    }

    /** The name without what sellers put around it. */
    private static String plain(String raw) {
        String name = raw.toLowerCase(Locale.ROOT).strip();
        name = name.substring(name.lastIndexOf('/') + 1).replaceFirst("^ft:", "");
        name = MAKER.matcher(REGION.matcher(name).replaceFirst("")).replaceFirst("");
        return PLAN.matcher(name).replaceFirst("").replace('_', '-').replace(' ', '-');
    }

    private static String dotted(String name) {
        return POINT.matcher(name).replaceAll("$1.$2");
    }
}
