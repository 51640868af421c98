package mezzotint.claim.support;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mezzotint.catalog.Capability;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Claim;
import mezzotint.catalog.Claim.Status;
import mezzotint.catalog.ClaimChecker;
import mezzotint.catalog.Evidence.Verdict;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;
import mezzotint.libs.claims.Findings;
import mezzotint.libs.claims.Judgement;
import mezzotint.libs.claims.Sentences;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** Words that say what a model can do, and the facts {@code supports..} that tell. Nothing is said of an artifact that has no such fact at all. */
@Component
@Plugin(id = "support", label = "Support flags")
public final class SupportClaims implements ClaimChecker {

    /** How a feature is said, and how facts call it, without signs and the word "supports". */
    private record Feature(Pattern words, Set<String> keys) {}

    /** What is longer goes first, so that parallel calls are not taken for calls. */
    private static final List<Feature> FEATURES = List.of(
            feature("parallel (?:function|tool)[- ]call(?:s|ing)?", "parallelfunctioncalling", "paralleltoolcalls"),
            feature("(?:function|tool)[- ]call(?:s|ing)|tool use", "functioncalling", "toolcall", "tools"),
            feature("(?:json[- ]?schemas?|structured outputs?|schema[- ]constrained)", "responseschema", "structuredoutput", "structuredoutputs"),
            feature("(?:image|vision|visual) (?:inputs?|understanding|analysis)|text and image inputs|reads images", "vision"),
            feature("pdf (?:inputs?|documents?)", "pdfinput"),
            feature("audio inputs?", "audioinput"),
            feature("audio outputs?", "audiooutput"),
            feature("prompt caching", "promptcaching"),
            feature("web search", "websearch"),
            feature("system (?:messages?|prompts?)", "systemmessages"));
    /** In a sentence it says that something is so, or can be done. */
    private static final Pattern SAYS = Pattern.compile("(?i)\\b(?:supports?|supporting|with|has|have|offers?|provides?|enables?|allows?|accepts?|processes|generates?|includes?|native|reads|handles?|via|through|can|constrained|understand\\w*|no|not|without|lacks|uses)\\b");
    private static final Pattern DENIES = Pattern.compile("(?i).*\\b(?:no|not|without|lacks?|cannot|does not support|doesn't support)(?: \\w+){0,3} ?");
    private static final Pattern OTHERS = Pattern.compile("(?i).*\\b(?:than|unlike|whereas|compared (?:to|with)|required by|instead of)\\b[^,;]*");

    private static Feature feature(String words, String... keys) {
        return new Feature(Pattern.compile("(?i)\\b(?:" + words + ")\\b"), Set.of(keys));
    }

    @Override
    public List<Finding> check(Capability capability, Passport passport, Catalog catalog) {
        var findings = new Findings(capability, passport, "support");
        List<Fact> flags = passport.facts().stream().filter(f -> f.key().startsWith("supports")).toList();
        for (String sentence : flags.isEmpty() ? List.<String>of() : Sentences.of(capability)) {
            String rest = sentence;
            for (Feature feature : FEATURES) {
                Matcher matcher = feature.words().matcher(rest);
                if (SAYS.matcher(sentence).find() && matcher.find() && !OTHERS.matcher(sentence.substring(0, matcher.start())).matches()) {
                    add(matcher.group(), feature, DENIES.matcher(sentence.substring(0, matcher.start())).matches(), flags, findings);
                }
                rest = matcher.replaceAll(found -> "_".repeat(found.group().length()));
            }
        }
        return findings.list();
    }

    private static void add(String text, Feature feature, boolean denied, List<Fact> flags, Findings findings) {
        List<Fact> facts = flags.stream().filter(f -> feature.keys().contains(f.key().substring("supports".length()).toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""))).toList();
        Status status = Judgement.together(facts.stream().map(f -> f.value().equals(String.valueOf(!denied)) ? Status.VERIFIED : Status.REFUTED).collect(Collectors.toSet()));
        String says = String.join("; ", facts.stream().map(f -> f.key() + " = " + f.value() + " by " + f.source()).toList());
        findings.add(Claim.Kind.SUPPORT, text, status, facts.isEmpty() ? null : says, facts.isEmpty() ? "no source here tells whether it does" : null,
                facts.stream().map(f -> Findings.Proof.of(f, f.value().equals(String.valueOf(!denied)) ? Verdict.SUPPORTS : Verdict.CONTRADICTS)).toList());
    }
}
