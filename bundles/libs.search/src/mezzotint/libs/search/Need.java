package mezzotint.libs.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What somebody looks for, read from their words.
 *
 * @param topic the words without those that only say filters
 * @param filters that were read, without those that were taken back
 * @param parts of the topic, each of which should be matched, as in "extract tables" and "speak Czech"; empty if the need is filters alone
 */
public record Need(String topic, List<Filter> filters, List<String> parts) {

    /** Longer needs are refused by those who ask. */
    public static final int LONGEST = 500;

    private static final Pattern ASKING = Pattern.compile("^\\s*(?:i(?:'m| am)? ?(?:need|want|look(?:ing)? for|search(?:ing)? for)|(?:please )?(?:find|give|show)(?: me)?|looking for|ich (?:brauche|suche))\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BETWEEN = Pattern.compile("\\b(?:and|with|plus|that(?: can| also)?|which|also|as well as|und|mit)\\b|[,;&+]", Pattern.CASE_INSENSITIVE);
    /** Words that every artifact meets. */
    private static final Set<String> SAY_NOTHING = Set.copyOf(Terms.of("tool tools app application software program thing something model models can also must should support supports need want have has i my me you"));

    public Need {
        filters = List.copyOf(filters);
        parts = List.copyOf(parts);
    }

    /**
     * Reads a need.
     *
     * @param without filters not to read, by their {@link Filter#id ids}; their words are words of the topic then
     */
    public static Need of(String words, Set<String> without) {
        String rest = ASKING.matcher(words).replaceFirst(" ");
        var filters = new ArrayList<Filter>();
        for (FilterRules.Rule rule : FilterRules.ALL) {
            var out = new StringBuilder();
            Matcher matcher = rule.words().matcher(rest);
            while (matcher.find()) {
                List<Filter> read = rule.filters().apply(matcher.toMatchResult()).filter(f -> !without.contains(f.id())).toList();
                read.stream().filter(f -> isNew(f, filters)).forEach(filters::add);
                matcher.appendReplacement(out, Matcher.quoteReplacement(rule.topic() || read.isEmpty() ? matcher.group() : " "));
            }
            rest = matcher.appendTail(out).toString();
        }
        return new Need(rest.strip().replaceAll("\\s+", " "), filters, parts(rest));
    }

    private static boolean isNew(Filter filter, List<Filter> others) {
        return others.stream().map(Filter::id).noneMatch(Predicate.isEqual(filter.id()));
    }

    private static List<String> parts(String topic) {
        Stream<String> all = Arrays.stream(BETWEEN.split(topic)).map(String::strip).map(p -> p.replaceAll("\\s+", " "));
        return all.filter(p -> Terms.of(p).stream().anyMatch(t -> !SAY_NOTHING.contains(t))).distinct().toList();
    }
}
