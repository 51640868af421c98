package mezzotint.encoder.clip;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Makes text plain before it is tokenized, as CLIP's reference does with ftfy: entities, curled quotes,
 * ligatures, wide letters, control characters, and UTF-8 that was read as Latin-1 or Windows-1252. Rarer
 * mix-ups of encodings, which ftfy guesses, are left as they are.
 */
final class TextCleaning {

    /** One repair may uncover the need for another, an entity of a quote, say; nobody writes this many within each other by mistake. */
    private static final int MOST_PASSES = 8;
    /** Ends of lines; each line is spoilt by itself. */
    private static final Pattern LINES = Pattern.compile("(?<=\n)");
    private static final Pattern TERMINAL = Pattern.compile("\u001b\\[[\\d;]*[a-zA-Z]");
    private static final Pattern SINGLE_QUOTES = Pattern.compile("[\u02bc\u2018-\u201b]");
    private static final Pattern DOUBLE_QUOTES = Pattern.compile("[\u201c-\u201f]");
    private static final Pattern LINE_BREAKS = Pattern.compile("\r\n|[\r\u2028\u2029\u0085]");
    private static final Pattern WIDE = Pattern.compile("[\u3000\uff01-\uffef]");
    private static final Pattern CONTROL = Pattern.compile("[\0-\u0008\u000b\u000e-\u001f\u007f\u206a-\u206f\ufeff\ufff9-\ufffc]");
    private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Map<String, String> LIGATURES = Map.ofEntries(
            Map.entry("\u0132", "IJ"), Map.entry("\u0133", "ij"), Map.entry("\u0149", "\u02bcn"),
            Map.entry("\u01f1", "DZ"), Map.entry("\u01f2", "Dz"), Map.entry("\u01f3", "dz"),
            Map.entry("\u01c4", "D\u017d"), Map.entry("\u01c5", "D\u017e"), Map.entry("\u01c6", "d\u017e"),
            Map.entry("\u01c7", "LJ"), Map.entry("\u01c8", "Lj"), Map.entry("\u01c9", "lj"),
            Map.entry("\u01ca", "NJ"), Map.entry("\u01cb", "Nj"), Map.entry("\u01cc", "nj"),
            Map.entry("\ufb00", "ff"), Map.entry("\ufb01", "fi"), Map.entry("\ufb02", "fl"), Map.entry("\ufb03", "ffi"),
            Map.entry("\ufb04", "ffl"), Map.entry("\ufb05", "\u017ft"), Map.entry("\ufb06", "st"));
    private static final Pattern LIGATURE = Pattern.compile("[" + String.join("", LIGATURES.keySet()) + "]");

    private TextCleaning() {}

    /** The text as the tokenizer takes it: clean, one space between words, lower case. */
    static String clean(String text) {
        var clean = new StringBuilder();
        boolean entities = true;
        for (String line : LINES.split(text)) {
            entities &= line.indexOf('<') < 0; // from a tag on it is HTML, whose entities mean something
            clean.append(repaired(line, entities));
        }
        return SPACES.matcher(clean).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    private static String repaired(String line, boolean entities) {
        if (line.chars().allMatch(c -> (c >= ' ' || c == '\n') && c < 127 && c != '&')) {
            return line;
        }
        String after = line;
        String before = null;
        for (int i = 0; i < MOST_PASSES && !after.equals(before); i++) {
            before = after;
            after = pass(before, entities);
        }
        return after;
    }

    private static String pass(String text, boolean entities) {
        String t = entities ? Entities.unescaped(text) : text;
        t = Mojibake.decoded(t);
        t = TERMINAL.matcher(t).replaceAll("");
        t = LIGATURE.matcher(t).replaceAll(m -> LIGATURES.get(m.group()));
        t = WIDE.matcher(t).replaceAll(m -> Normalizer.normalize(m.group(), Normalizer.Form.NFKC));
        t = SINGLE_QUOTES.matcher(t).replaceAll("'");
        t = DOUBLE_QUOTES.matcher(t).replaceAll("\"");
        t = LINE_BREAKS.matcher(t).replaceAll("\n");
        t = CONTROL.matcher(t).replaceAll("");
        return Normalizer.normalize(t, Normalizer.Form.NFC);
    }
}
