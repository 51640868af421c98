package mezzotint.encoder.clip;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.unbescape.html.HtmlEscape;

/**
 * Makes text plain before it is tokenized, as CLIP's reference does with ftfy: entities, curled quotes,
 * ligatures, wide letters, control characters, and UTF-8 that was read as Windows-1252. Rarer mix-ups
 * of encodings, which ftfy guesses, are left as they are.
 */
final class TextCleaning {

    private static final Pattern ENTITY = Pattern.compile("&#?[0-9A-Za-z]{1,24};");
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
        String before;
        String after = text;
        // One repair may uncover the need for another: an entity of a quote, say.
        do {
            before = after;
            after = pass(before);
        } while (!after.equals(before));
        return SPACES.matcher(after).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    private static String pass(String text) {
        String t = text.contains("<") ? text : ENTITY.matcher(text).replaceAll(m -> Matcher.quoteReplacement(unescaped(m.group())));
        t = decodedRightly(t);
        t = TERMINAL.matcher(t).replaceAll("");
        t = LIGATURE.matcher(t).replaceAll(m -> LIGATURES.get(m.group()));
        t = WIDE.matcher(t).replaceAll(m -> Normalizer.normalize(m.group(), Normalizer.Form.NFKC));
        t = SINGLE_QUOTES.matcher(t).replaceAll("'");
        t = DOUBLE_QUOTES.matcher(t).replaceAll("\"");
        t = LINE_BREAKS.matcher(t).replaceAll("\n");
        t = CONTROL.matcher(t).replaceAll("");
        return Normalizer.normalize(t, Normalizer.Form.NFC);
    }

    /** Hardly any text is valid UTF-8 after it went through Windows-1252, unless that was how it was spoilt. */
    private static String decodedRightly(String text) {
        Charset western = Charset.forName("windows-1252");
        if (text.chars().allMatch(c -> c < 128) || !western.newEncoder().canEncode(text)) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(western.encode(text)).toString();
        } catch (CharacterCodingException e) {
            return text;
        }
    }

    /** An entity's character; names in capitals count too, as {@code &EACUTE;}. */
    private static String unescaped(String entity) {
        String plain = HtmlEscape.unescapeHtml(entity);
        if (!plain.equals(entity) || !entity.equals(entity.toUpperCase(Locale.ROOT)) || entity.startsWith("&#")) {
            return plain;
        }
        String small = entity.toLowerCase(Locale.ROOT);
        String unescaped = HtmlEscape.unescapeHtml(small);
        return unescaped.equals(small) ? entity : unescaped.toUpperCase(Locale.ROOT);
    }
}
