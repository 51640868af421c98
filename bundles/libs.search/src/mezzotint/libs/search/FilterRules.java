package mezzotint.libs.search;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mezzotint.libs.search.Filter.Kind;

/** The words that say filters, in English and the plainest in German. */
final class FilterRules {

    /**
     * A way to say a filter.
     *
     * @param topic whether the words also say what is looked for, so that they stay in the need
     */
    record Rule(Pattern words, boolean topic, Function<MatchResult, Stream<Filter>> filters) {}

    private static final String NUMBER = "(\\d{1,9}(?:[.,]\\d{1,9}){0,3})\\s?(k|m|thousand|million)?";
    private static final String THING = "(images?|pictures?|photos?|videos?|audio|music|speech|voices?|pdfs?|text)";
    private static final String LICENCE = "(mit|apache(?:[- ]?2(?:\\.0)?)?|[al]?gpl(?:[- ]?v?[23](?:\\.0)?)?|bsd|mpl|isc|cc0|permissive(?:ly)?)";

    /** In the order in which they are read. */
    static final List<Rule> ALL = List.of(
            rule("(?:at least|more than|over|from|minimum|>=|≥|>)\\s?" + NUMBER + "(?:[- ]tokens?)?(?: of)? context(?: window| length)?", m -> context(m)),
            rule("context(?: window| length)?(?: of)?\\s?(?:at least|more than|over|from|>=|≥|>)?\\s?" + NUMBER + "(?:[- ]tokens?)?(?:[- ]or more)?", m -> context(m)),
            rule(NUMBER + "\\+?(?:[- ]tokens?)?[- ]context(?: window| length)?", m -> context(m)),
            rule("(?:under|below|less than|at most|maximum|max|up to|cheaper than|no more than|price|<=|≤|<)\\s?(?:<=|≤|<)?\\s?(\\$|usd|€)?\\s?(\\d{1,9}(?:\\.\\d{1,9})?)\\s?(?:\\$|usd|dollars?)?\\s?(?:per|/|a|for a)\\s?"
                    + "(?:1\\s?)?(million|mtok|m|thousand|k)(?:\\s?(?:input|prompt))?(?:\\s?tokens?)?", FilterRules::price),
            rule("open[- ]weights?(?:ed)?|offene[nrs]? gewichte[n]?", m -> one(Kind.OPEN_WEIGHTS, "", m)),
            rule("open[- ]source[d]?", m -> one(Kind.LICENCE, "open", m)),
            rule(LICENCE + "[- ]licen[cs]ed?", m -> one(Kind.LICENCE, licence(m.group(1)), m)),
            rule("licen[cs]ed? (?:under |as |by )?(?:the )?" + LICENCE, m -> one(Kind.LICENCE, licence(m.group(1)), m)),
            rule("free(?: of charge| to use)?(?![- ](?:form|text|hand|speech|trial|style|space|energy|memory|range|of))|gratis|kostenlose[nrs]?|kostenlos|(?:at )?no cost|without paying",
                    m -> one(Kind.FREE, "", m)),
            rule("local(?:ly)?(?: running| run)?|offline|self[- ]host(?:ed|able)|on[- ]premises?|on[- ]device|(?:running |runs |run )?on my (?:own )?(?:machine|computer|laptop|pc|gpu|hardware)"
                    + "|without (?:the |a )?(?:cloud|internet)|lokale[nrs]?|lokal", m -> one(Kind.LOCAL, "", m)),
            topic(THING + "[- ]to[- ]" + THING, m -> Stream.concat(one(Kind.INPUT, modality(m.group(1)), m), one(Kind.OUTPUT, modality(m.group(2)), m))),
            topic(THING + " (?:generators?|generation|creation|creators?|synthesis|synthesi[sz]ers?|outputs?|makers?)", m -> one(Kind.OUTPUT, modality(m.group(1)), m)),
            topic("(?:generat|creat|produc|draw|mak|paint|synthesi[sz])(?:es?|s|ing)? (?:\\w{1,20} ){0,2}?" + THING, m -> one(Kind.OUTPUT, modality(m.group(1)), m)),
            topic(THING + " (?:inputs?|understanding|recognition|captioning)", m -> one(Kind.INPUT, modality(m.group(1)), m)),
            topic("(?:reads?|reading|understands?|understanding|describes?|describing|captions?|transcribes?|transcribing|sees?|accepts?|takes?) (?:\\w{1,20} ){0,2}?" + THING,
                    m -> one(Kind.INPUT, modality(m.group(1)), m)));

    private static final Map<String, String> MODALITIES = Map.of("picture", "image", "photo", "image", "music", "audio", "speech", "audio", "voice", "audio");

    private FilterRules() {}

    private static Rule rule(String words, Function<MatchResult, Stream<Filter>> filters) {
        return new Rule(whole(words), false, filters);
    }

    private static Rule topic(String words, Function<MatchResult, Stream<Filter>> filters) {
        return new Rule(whole(words), true, filters);
    }

    /** "free" is no part of "royalty-free" or of "freely". */
    private static Pattern whole(String words) {
        return Pattern.compile("(?<![\\w-])(?:" + words + ")(?![\\w-])", Pattern.CASE_INSENSITIVE);
    }

    private static Stream<Filter> one(Kind kind, String value, MatchResult match) {
        return Stream.of(new Filter(kind, value, match.group()));
    }

    private static Stream<Filter> context(MatchResult match) {
        String unit = match.group(2);
        BigDecimal factor = unit == null ? BigDecimal.ONE : unit.toLowerCase(Locale.ROOT).matches("k|thousand") ? new BigDecimal(1000) : new BigDecimal(1_000_000);
        BigDecimal tokens = number(match.group(1), unit == null).multiply(factor);
        return one(Kind.CONTEXT, String.valueOf(tokens.longValue()), match);
    }

    /** Points and commas part thousands if there are several, or one before three digits that end a number without a unit; else it is a decimal point. */
    private static BigDecimal number(String text, boolean whole) {
        boolean thousands = text.split("[.,]").length > 2 || whole && text.matches(".*[.,]\\d{3}");
        return new BigDecimal(thousands ? text.replaceAll("[.,]", "") : text.replace(',', '.'));
    }

    private static Stream<Filter> price(MatchResult match) {
        if ("€".equals(match.group(1))) {
            return Stream.of();
        }
        boolean thousand = match.group(3).toLowerCase(Locale.ROOT).matches("k|thousand");
        BigDecimal price = new BigDecimal(match.group(2)).multiply(new BigDecimal(thousand ? 1000 : 1));
        return one(Kind.PRICE, price.stripTrailingZeros().toPlainString(), match);
    }

    private static String licence(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("permissive") ? "permissive" : lower.startsWith("apache") ? "apache-2.0" : lower.replace(' ', '-');
    }

    private static String modality(String thing) {
        String one = thing.toLowerCase(Locale.ROOT).replaceAll("(?<!s)s$", "");
        return MODALITIES.getOrDefault(one, one);
    }
}
