package mezzotint.claim.comparison;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mezzotint.catalog.Capability;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Claim.Kind;
import mezzotint.catalog.Claim.Status;
import mezzotint.catalog.ClaimChecker;
import mezzotint.catalog.Passport;
import mezzotint.libs.claims.Findings;
import mezzotint.libs.claims.Mentions;
import mezzotint.libs.claims.Sentences;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** "10x larger context than", "60-80% cheaper than", "faster than", "the fastest": computed again where facts allow it, else open. */
@Component
@Plugin(id = "comparison", label = "Comparisons")
public final class ComparisonClaims implements ClaimChecker {

    private static final String MORE = "(?:larger|bigger|longer|greater|more|higher|cheaper|less expensive|smaller|shorter|lower|faster|slower|fewer|better|less)";
    private static final Pattern TIMES = Pattern.compile("(?i)(?<![\\w.])((?:over|more than|at least|nearly|about|up to) )?(\\d{1,5}(?:\\.\\d{1,3})?) ?(?:x|×|-fold| times) (" + MORE + "(?: [\\w-]+){0,4}?) than ");
    private static final Pattern PERCENT = Pattern.compile("(?i)(?<![\\w.])(\\d{1,3})(?: ?(?:-|–|to) ?(\\d{1,3}))? ?% (?:[\\w-]+ ){0,2}?(?:" + MORE + "|reductions?|savings?|improvements?|speed-?ups?)\\b(?: (?!(?:through|by|via|with|compared|than|on|in|at|for|over|a|the)\\b)[\\w-]+){0,2}");
    private static final Pattern BY_PERCENT = Pattern.compile("(?i)\\b(?:reduc|cut|lower|sav|decreas|improv|increas|speed)\\w{0,5} (?:[\\w/-]+ ){1,5}?by (?:up to )?(\\d{1,3})(?: ?(?:-|–|to) ?(\\d{1,3}))? ?%");
    private static final Pattern THAN = Pattern.compile("(?i)\\b((?:more|less) [\\w-]+|faster|cheaper|slower|better|worse|lower|higher|larger|smaller|longer|easier|stronger)((?: [\\w/&-]+){0,7}?)(?<!\\brather)(?<!\\bother) than ");
    private static final Pattern SUPERLATIVE = Pattern.compile("(?i)(?<!\\bat )\\b(?:the most [\\w-]+|the (?:best|fastest|cheapest|largest|smallest|optimal)\\b(?! (?:practice|effort|fit))|unmatched|unparalleled|unrivall?ed|industry-leading|world-class|best-in-class)\\b(?: (?!(?:and|or|the)\\b)[\\w-]+){0,2}");
    /** Where what is compared ends. */
    private static final Pattern END = Pattern.compile(",|;| \\(|\\.(?= |$)| (?:while|through|by|due|because|with|for|at|on|in|via|thanks|when|but|which|that|making) ");

    @Override
    public List<Finding> check(Capability capability, Passport passport, Catalog catalog) {
        var findings = new Findings(capability, passport, "comparison");
        var mentions = new Mentions(catalog, passport);
        for (String sentence : Sentences.of(capability)) {
            String rest = times(sentence, passport, mentions, findings);
            rest = percent(PERCENT, rest, passport, mentions, findings);
            rest = percent(BY_PERCENT, rest, passport, mentions, findings);
            words(rest, sentence, passport, mentions, findings);
            SUPERLATIVE.matcher(rest).results().forEach(m -> findings.add(Kind.SUPERLATIVE, m.group(), Status.OPEN, null, "no number is named", List.of()));
        }
        return findings.list();
    }

    /** The sentence with blanks where something was found. */
    private static String times(String sentence, Passport passport, Mentions mentions, Findings findings) {
        return TIMES.matcher(sentence).replaceAll(m -> {
            Compared compared = Compared.at(sentence, m.end(), mentions);
            Measure measure = Measure.of(m.group(3), sentence.substring(0, m.start()));
            Verdicts.times(m.group(2), m.group(1) == null ? "" : m.group(1), measure, m.group(3).toLowerCase(Locale.ROOT), passport, compared)
                    .add(Kind.COMPARISON, sentence.substring(m.start(), compared.end()), findings);
            return " ".repeat(m.end() - m.start());
        });
    }

    private static String percent(Pattern pattern, String rest, Passport passport, Mentions mentions, Findings findings) {
        return pattern.matcher(rest).replaceAll(m -> {
            Map<String, Passport> named = mentions.in(rest);
            int low = Integer.parseInt(m.group(1));
            int high = m.group(2) == null ? low : Integer.parseInt(m.group(2));
            Verdicts.percent(low, high, Measure.of(m.group(), ""), passport, named.values().stream().findFirst().orElse(null)).add(Kind.COMPARISON, m.group().strip(), findings);
            return " ".repeat(m.end() - m.start());
        });
    }

    private static void words(String rest, String sentence, Passport passport, Mentions mentions, Findings findings) {
        Matcher matcher = THAN.matcher(rest);
        while (matcher.find()) {
            Matcher end = END.matcher(sentence);
            int last = end.find(matcher.end()) ? end.start() : sentence.length();
            Measure measure = Measure.of(matcher.group(1) + matcher.group(2), "");
            Verdicts.ordering(measure, matcher.group(1).toLowerCase(Locale.ROOT), passport, List.copyOf(mentions.in(sentence.substring(matcher.end(), last)).values()))
                    .add(Kind.COMPARISON, sentence.substring(matcher.start(), last).replaceFirst("[.!]$", ""), findings);
        }
    }
}
