package mezzotint.encoder.clip;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of one model: CLIP's words, spelled in byte pairs, and the token that follows a prompt's end. */
final class Vocabulary {

    private static final String START = "<|startoftext|>";
    private static final String END = "<|endoftext|>";
    private static final Pattern WORDS = Pattern.compile(
            "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    private final BytePairs pairs;
    private final int comma;
    private final int padding;

    /** @param padding the token that fills a chunk after its end; the end token where there is no such token */
    Vocabulary(BytePairs pairs, String padding) {
        this.pairs = pairs;
        this.comma = pairs.encode(",").get(0);
        this.padding = pairs.id(padding).orElse(end());
    }

    /** Whether it is spelled in these pairs, and not in a model's own. */
    boolean spells(BytePairs others) {
        return pairs == others;
    }

    static boolean isMark(String token) {
        return token.equals(START) || token.equals(END);
    }

    /** The id of the start or end token; -1 for any other. */
    int mark(String token) {
        return token.equals(START) ? start() : token.equals(END) ? end() : -1;
    }

    int start() {
        return pairs.size();
    }

    int end() {
        return pairs.size() + 1;
    }

    int padding() {
        return padding;
    }

    int comma() {
        return comma;
    }

    /** The ids of a text, without start and end. */
    List<Integer> tokens(String text) {
        var out = new ArrayList<Integer>();
        Matcher words = WORDS.matcher(TextCleaning.clean(text));
        while (words.find()) {
            switch (words.group()) {
                case START -> out.add(start());
                case END -> out.add(end());
                default -> out.addAll(pairs.encode(words.group()));
            }
        }
        return out;
    }
}
