package mezzotint.claim.date;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mezzotint.catalog.Capability;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Claim;
import mezzotint.catalog.Claim.Status;
import mezzotint.catalog.ClaimChecker;
import mezzotint.catalog.Evidence.Verdict;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;
import mezzotint.libs.claims.Findings;
import mezzotint.libs.claims.Sentences;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** A date is right if a fact says the same, as exactly as both tell it. Facts that differ among themselves make it partly so. */
@Component
@Plugin(id = "date", label = "Dates")
public final class DateClaims implements ClaimChecker {

    private static final List<String> MONTHS = List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final String MONTH = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
    private static final String DATE = "((?:19|20)\\d\\d-\\d\\d(?:-\\d\\d)?|" + MONTH + " \\d{1,2},? (?:19|20)\\d\\d|\\d{1,2} " + MONTH + " (?:19|20)\\d\\d|" + MONTH + " (?:19|20)\\d\\d|(?:19|20)\\d\\d)(?![\\d-])";
    private static final Pattern PARTS = Pattern.compile("(?i)(?:(\\d{1,2}) )?(" + MONTH + ")(?: (\\d{1,2}),?)? (\\d{4})");

    /** What a date is of: the words before it, and the fact that tells it. */
    private record Event(Pattern words, String key) {}

    private static final List<Event> EVENTS = List.of(
            event("(?:released|launched|introduced|announced|published|first released|came out)", "(?:on |in |since )?", "released"),
            event("(?:knowledge|training|training data)(?: data)? cut-?off(?: date)?", "(?:of |is |in |: ?|was |at |date )?(?:of )?", "knowledgeCutoff"),
            event("(?:knowledge|training data|trained on data)(?: reaches| goes)? (?:up )?(?:to|until|through)", "", "knowledgeCutoff"),
            event("(?:shut down|shuts down|shutdown|retired|retires|sunset|discontinued|end of life|switched off)", "(?:on |in |by |is |date )?", "shutdownDate"),
            event("deprecated", "(?:on |in |since |as of )?", "deprecated"),
            event("last (?:commit|updated?|change[d]?)", "(?:on |in |was |of )?", "lastCommit"));

    private static Event event(String words, String between, String key) {
        return new Event(Pattern.compile("(?i)\\b" + words + "[ :(]{1,2}" + between + DATE), key);
    }

    @Override
    public List<Finding> check(Capability capability, Passport passport, Catalog catalog) {
        var findings = new Findings(capability, passport, "date");
        for (String sentence : Sentences.of(capability)) {
            for (Event event : EVENTS) {
                Matcher matcher = event.words().matcher(sentence);
                while (matcher.find()) {
                    add(matcher.group(), plain(matcher.group(1)), passport.facts(event.key()), findings);
                }
            }
        }
        return findings.list();
    }

    private static void add(String text, String date, List<Fact> facts, Findings findings) {
        List<Fact> fits = facts.stream().filter(f -> f.value().startsWith(date) || date.startsWith(f.value())).toList();
        Status status = facts.isEmpty() ? Status.OPEN : fits.isEmpty() ? Status.REFUTED : fits.size() == facts.size() ? Status.VERIFIED : Status.PARTLY;
        String says = String.join("; ", facts.stream().map(f -> f.value() + " by " + f.source()).toList());
        List<Findings.Proof> proofs = facts.stream().map(f -> Findings.Proof.of(f, fits.contains(f) ? Verdict.SUPPORTS : Verdict.CONTRADICTS)).toList();
        findings.add(Claim.Kind.DATE, text, status, facts.isEmpty() ? null : date + " against " + says,
                facts.isEmpty() ? "no source here tells the date" : status == Status.PARTLY ? "the sources differ" : null, proofs);
    }

    /** 2025-04-14, 2025-04 or 2025. */
    private static String plain(String date) {
        Matcher parts = PARTS.matcher(date);
        if (!parts.matches()) {
            return date;
        }
        String day = Stream.of(1, 3).map(parts::group).filter(d -> d != null).map(d -> "-%02d".formatted(Integer.parseInt(d))).findFirst().orElse("");
        int month = MONTHS.indexOf(parts.group(2).toLowerCase(Locale.ROOT).substring(0, 3)) + 1;
        return "%s-%02d%s".formatted(parts.group(4), month, day);
    }
}
