package mezzotint.libs.search;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.Reader;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tokenizer of BERT without case: words in lower case and without accents, each split into the longest pieces that the vocabulary has. Immutable. A text that
 * holds a special token literally, such as {@code [MASK]}, is read as words; the reference reads the token.
 */
public final class WordPiece {

    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> vocabulary;
    private final int unknown;
    private final int first;
    private final int last;

    private WordPiece(Map<String, Integer> vocabulary) {
        this.vocabulary = vocabulary;
        unknown = vocabulary.get("[UNK]");
        first = vocabulary.get("[CLS]");
        last = vocabulary.get("[SEP]");
    }

    /**
     * Reads the {@code tokenizer.json} of Hugging Face's tokenizers.
     *
     * @throws IllegalArgumentException if it describes no WordPiece
     */
    public static WordPiece read(Reader json) {
        JsonObject model = JsonParser.parseReader(json).getAsJsonObject().getAsJsonObject("model");
        if (model == null || !model.has("continuing_subword_prefix") || !model.getAsJsonObject("vocab").has("[UNK]")) {
            throw new IllegalArgumentException("this tokenizer.json describes no WordPiece");
        }
        var vocabulary = new HashMap<String, Integer>();
        for (Map.Entry<String, JsonElement> entry : model.getAsJsonObject("vocab").entrySet()) {
            vocabulary.put(entry.getKey(), entry.getValue().getAsInt());
        }
        return new WordPiece(vocabulary);
    }

    /**
     * The tokens of a text between {@code [CLS]} and {@code [SEP]}.
     *
     * @param most tokens, those two included; the rest of the text is cut off
     */
    public int[] encode(String text, int most) {
        var out = new ArrayList<Integer>();
        out.add(first);
        for (String word : words(text)) {
            addPieces(word, out);
            if (out.size() >= most) {
                break;
            }
        }
        int[] tokens = out.stream().limit(most - 1L).mapToInt(Integer::intValue).toArray();
        int[] all = Arrays.copyOf(tokens, tokens.length + 1);
        all[tokens.length] = last;
        return all;
    }

    private void addPieces(String word, List<Integer> out) {
        int before = out.size();
        int letters = word.codePointCount(0, word.length());
        for (int start = 0; start < word.length(); ) {
            int end = letters > LONGEST_WORD ? start : longest(word, start);
            if (end == start) {
                out.subList(before, out.size()).clear();
                out.add(unknown);
                return;
            }
            out.add(vocabulary.get(piece(word, start, end)));
            start = end;
        }
    }

    /** Where the longest piece that begins at a place ends; that place if there is none. */
    private int longest(String word, int start) {
        int end = word.length();
        while (end > start && !vocabulary.containsKey(piece(word, start, end))) {
            end = word.offsetByCodePoints(end, -1);
        }
        return end;
    }

    private static String piece(String word, int start, int end) {
        return start == 0 ? word.substring(0, end) : "##" + word.substring(start, end);
    }

    /** Words and single punctuation marks. */
    private static List<String> words(String text) {
        var out = new ArrayList<String>();
        var word = new StringBuilder();
        Normalizer.normalize(cleaned(text), Normalizer.Form.NFD).codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK).map(Character::toLowerCase).forEach(c -> {
                    boolean alone = punctuation(c) || ideograph(c);
                    if (alone || space(c)) {
                        flush(word, out);
                    }
                    if (alone) {
                        out.add(Character.toString(c));
                    } else if (!space(c)) {
                        word.appendCodePoint(c);
                    }
                });
        flush(word, out);
        return out;
    }

    private static void flush(StringBuilder word, List<String> out) {
        if (word.length() > 0) {
            out.add(word.toString());
            word.setLength(0);
        }
    }

    private static String cleaned(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().filter(c -> space(c) || c != 0 && c != 0xfffd && !control(c)).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static boolean space(int c) {
        return c == '\t' || c == '\n' || c == '\r' || c == 0x85 || Character.isSpaceChar(c);
    }

    private static boolean control(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.UNASSIGNED || type == Character.PRIVATE_USE || type == Character.SURROGATE;
    }

    private static boolean punctuation(int c) {
        if (c < 128) {
            return c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
        }
        int type = Character.getType(c);
        return type == Character.CONNECTOR_PUNCTUATION || type == Character.DASH_PUNCTUATION || type == Character.START_PUNCTUATION
                || type == Character.END_PUNCTUATION || type == Character.INITIAL_QUOTE_PUNCTUATION || type == Character.FINAL_QUOTE_PUNCTUATION
                || type == Character.OTHER_PUNCTUATION;
    }

    /** The blocks that BERT takes as words of one sign each. */
    private static boolean ideograph(int c) {
        return c >= 0x4e00 && c <= 0x9fff || c >= 0x3400 && c <= 0x4dbf || c >= 0x20000 && c <= 0x2a6df || c >= 0x2a700 && c <= 0x2b73f
                || c >= 0x2b740 && c <= 0x2b81f || c >= 0x2b920 && c <= 0x2ceaf || c >= 0xf900 && c <= 0xfaff || c >= 0x2f800 && c <= 0x2fa1f;
    }
}
