package mezzotint.claim.number;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mezzotint.catalog.Capability;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Claim.Kind;
import mezzotint.catalog.Claim.Status;
import mezzotint.catalog.ClaimChecker;
import mezzotint.catalog.Evidence.Verdict;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;
import mezzotint.libs.claims.Findings;
import mezzotint.libs.claims.Findings.Proof;
import mezzotint.libs.claims.Judgement;
import mezzotint.libs.claims.Prices;
import mezzotint.libs.claims.Quantity;
import mezzotint.libs.claims.Sentences;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** Numbers with units. What another artifact is said to have is a comparison, and left to that checker. */
@Component
@Plugin(id = "number", label = "Numbers")
public final class NumberClaims implements ClaimChecker {

    private static final String BOUND = "(?i)(?<![\\w.,-])((?:over|more than|at least|up to|about|around|approximately|nearly|~) ?)?\\$?" + Quantity.PATTERN + "(\\+?)";
    private static final Pattern CONTEXT = Pattern.compile(BOUND + "[- ]?(?:tokens?)?[- ](?:of |long )?context(?:[- ]window| length)?\\b");
    private static final Pattern CONTEXT_OF = Pattern.compile("(?i)context (?:window |length )?of (over |more than |at least |up to |about )?" + Quantity.PATTERN + "(\\+?)(?: tokens)?");
    private static final Pattern OUTPUT = Pattern.compile(BOUND + "[- ]?(?:tokens?)? (?:of )?(?:max(?:imum)? )?outputs?\\b");
    private static final Pattern COUNT = Pattern.compile(BOUND + " (commits|authors|contributors|api (?:routes|endpoints)|test files|files|providers)\\b");
    private static final Pattern LANGUAGES = Pattern.compile(BOUND + " (?:programming |natural )?languages\\b");
    private static final Pattern LATENCY = Pattern.compile("(?i)\\b(?:sub-second|sub-\\d+ ?ms|under \\d+ ?(?:ms|milliseconds|seconds)|\\d+ ?(?:ms|milliseconds)) (?:[\\w-]+ ){0,2}latency\\b");
    private static final Pattern PRICE = Pattern.compile("(?i)\\$(\\d{1,6}(?:\\.\\d{1,6})?) (?:per|/|for a) ?(million|m|1m|thousand|k|1k) ?(cached input|input|output|prompt|completion)?[ -]?tokens?");
    /** Before a number: it is of somebody else. */
    private static final Pattern OTHERS = Pattern.compile("(?i).*\\b(?:than|unlike|versus|vs|compared (?:to|with)|instead of|whereas|models with)\\b[^,;]*");

    @Override
    public List<Finding> check(Capability capability, Passport passport, Catalog catalog) {
        var findings = new Findings(capability, passport, "number");
        for (String sentence : Sentences.of(capability)) {
            facts(CONTEXT, sentence, passport, "contextTokens", findings);
            facts(CONTEXT_OF, sentence, passport, "contextTokens", findings);
            facts(OUTPUT, sentence, passport, "maxOutputTokens", findings);
            facts(COUNT, sentence, passport, null, findings);
            facts(LANGUAGES, sentence, passport, "languages", findings);
            LATENCY.matcher(sentence).results().forEach(m -> findings.add(Kind.NUMBER, m.group(), Status.OPEN, null, "no measurement is cited", List.of()));
            prices(sentence, passport, findings);
            BenchmarkResults.add(sentence, passport, findings);
        }
        return findings.list();
    }

    private static void facts(Pattern pattern, String sentence, Passport passport, String key, Findings findings) {
        Matcher matcher = pattern.matcher(sentence);
        while (matcher.find()) {
            if (!OTHERS.matcher(sentence.substring(0, matcher.start())).matches()) {
                List<Fact> facts = passport.facts(key == null ? key(matcher.group(5)) : key).stream().filter(f -> f.number().isPresent()).toList();
                BigDecimal stated = Quantity.of(matcher.group(2), matcher.group(3));
                String bound = (matcher.group(1) == null ? "" : matcher.group(1)) + matcher.group(4);
                Status status = Judgement.of(stated, bound, facts.stream().map(f -> f.number().orElseThrow()).toList());
                String says = String.join("; ", facts.stream().map(f -> f.value() + " by " + f.source()).toList());
                findings.add(Kind.NUMBER, matcher.group().strip(), status, facts.isEmpty() ? null : "%s against %s".formatted(Quantity.plain(stated), says),
                        facts.isEmpty() ? "no source here tells it" : null, facts.stream().map(f -> Proof.of(f, verdict(status))).toList());
            }
        }
    }

    private static String key(String words) {
        String plain = words.toLowerCase(Locale.ROOT);
        return plain.startsWith("api") ? "apiRoutes" : plain.equals("contributors") ? "authors" : plain.equals("test files") ? "testFiles" : plain.equals("providers") ? "providersServing" : plain;
    }

    static Verdict verdict(Status status) {
        return status == Status.REFUTED ? Verdict.CONTRADICTS : status == Status.PARTLY ? Verdict.CONTEXT : Verdict.SUPPORTS;
    }

    private static void prices(String sentence, Passport passport, Findings findings) {
        Matcher matcher = PRICE.matcher(sentence);
        while (matcher.find()) {
            String of = matcher.group(3) == null ? "input" : matcher.group(3).toLowerCase(Locale.ROOT);
            String meter = of.equals("cached input") ? "input.cached" : of.equals("prompt") ? "input" : of.equals("completion") ? "output" : of;
            BigDecimal stated = new BigDecimal(matcher.group(1)).multiply(matcher.group(2).matches("(?i).*k|thousand") ? new BigDecimal(1000) : BigDecimal.ONE);
            String text = matcher.group();
            Prices.of(passport, meter).ifPresentOrElse(price -> {
                Status status = Judgement.of(stated, "", price.perMillion());
                findings.add(Kind.NUMBER, text, status, "%s against %s USD for a million tokens of %s at %s".formatted(Quantity.plain(stated), Quantity.plain(price.perMillion()), meter, price.seller()),
                        null, List.of(Proof.of(price, verdict(status))));
            }, () -> findings.add(Kind.NUMBER, text, Status.OPEN, null, "no price of it is known here", List.of()));
        }
    }
}
