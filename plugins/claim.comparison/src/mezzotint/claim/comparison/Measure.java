package mezzotint.claim.comparison;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is compared. */
enum Measure {
    CONTEXT("context"), COST("cost|price|cheap|expensive|pricing"), OTHER("latency|speed|fast|slow|memory|quality|accura|reliab|performan|throughput|flexib|scal|reason");

    private final Pattern words;

    Measure(String words) {
        this.words = Pattern.compile("(?i)\\b(?:" + words + ")");
    }

    /** By the words themselves, else by the last that the sentence spoke of before. */
    static Measure of(String words, String before) {
        for (Measure measure : values()) {
            if (measure.words.matcher(words).find()) {
                return measure;
            }
        }
        Measure last = OTHER;
        int at = -1;
        for (Measure measure : values()) {
            Matcher matcher = measure.words.matcher(before.toLowerCase(Locale.ROOT));
            while (matcher.find()) {
                if (matcher.start() > at) {
                    at = matcher.start();
                    last = measure;
                }
            }
        }
        return last;
    }
}
