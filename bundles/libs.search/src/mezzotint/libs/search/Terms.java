package mezzotint.libs.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The terms of a text, as {@link Bm25} counts them: its words in lower case, without the most frequent, stemmed. */
public final class Terms {

    /** The words that Lucene's English analyzer leaves out. */
    private static final Set<String> STOP = Set.of(
            "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not", "of", "on", "or",
            "such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "will", "with");

    private Terms() {}

    /** In the order of the text, as often as they stand there. */
    public static List<String> of(String text) {
        return words(text).stream().filter(word -> !STOP.contains(word)).map(Porter::stem).toList();
    }

    /** Runs of letters and digits, in lower case. */
    static List<String> words(String text) {
        var out = new ArrayList<String>();
        String lower = text.toLowerCase(Locale.ROOT);
        int start = -1;
        for (int i = 0; i <= lower.length(); i++) {
            boolean inside = i < lower.length() && Character.isLetterOrDigit(lower.charAt(i));
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                out.add(lower.substring(start, i));
                start = -1;
            }
        }
        return out;
    }
}
