package mezzotint.encoder.clip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CLIP's vocabulary of byte pairs (Sennrich et al., 2016, on bytes as in GPT-2): words are spelled in
 * signs that stand for bytes, and the pair that was merged first in training is merged first.
 */
final class Vocabulary {

    private static final String WORD_END = "</w>";
    private static final String START = "<|startoftext|>";
    private static final String END = "<|endoftext|>";
    private static final Pattern WORDS = Pattern.compile(
            "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, Integer> ranks = new HashMap<>();
    private final String[] signs = signs();
    private final int padding;

    /**
     * @param merges the pairs in the order of training, two signs separated by a space
     * @param padding the token that fills a chunk after its end
     */
    Vocabulary(List<String> merges, String padding) {
        List<String> order = printableFirst();
        order.forEach(sign -> ids.put(sign, ids.size()));
        order.forEach(sign -> ids.put(sign + WORD_END, ids.size()));
        for (String merge : merges) {
            ranks.put(merge, ranks.size());
            ids.put(merge.replace(" ", ""), ids.size());
        }
        ids.put(START, ids.size());
        ids.put(END, ids.size());
        this.padding = ids.getOrDefault(padding, end());
    }

    int start() {
        return ids.get(START);
    }

    int end() {
        return ids.get(END);
    }

    int padding() {
        return padding;
    }

    int comma() {
        return ids.get("," + WORD_END);
    }

    /** The ids of a text, without start and end. */
    List<Integer> tokens(String text) {
        var out = new ArrayList<Integer>();
        Matcher words = WORDS.matcher(TextCleaning.clean(text));
        while (words.find()) {
            String word = words.group();
            if (word.equals(START) || word.equals(END)) {
                out.add(ids.get(word));
            } else {
                merge(spell(word)).forEach(piece -> out.add(ids.get(piece)));
            }
        }
        return out;
    }

    private List<String> spell(String word) {
        var pieces = new ArrayList<String>();
        for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
            pieces.add(signs[b & 255]);
        }
        pieces.set(pieces.size() - 1, pieces.get(pieces.size() - 1) + WORD_END);
        return pieces;
    }

    private List<String> merge(List<String> pieces) {
        while (true) {
            int best = -1;
            int bestRank = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < pieces.size(); i++) {
                int rank = ranks.getOrDefault(pieces.get(i) + " " + pieces.get(i + 1), Integer.MAX_VALUE);
                if (rank < bestRank) {
                    best = i;
                    bestRank = rank;
                }
            }
            if (best < 0) {
                return pieces;
            }
            pieces.set(best, pieces.get(best) + pieces.remove(best + 1));
        }
    }

    /** A printable sign for every byte: its own where it has one, else one beyond Latin-1. */
    private static String[] signs() {
        String[] signs = new String[256];
        int spare = 256;
        for (int b = 0; b < 256; b++) {
            signs[b] = String.valueOf((char) (isPrintable(b) ? b : spare++));
        }
        return signs;
    }

    /** The order in which the single signs are numbered. */
    private List<String> printableFirst() {
        var order = new ArrayList<String>();
        for (boolean printable : new boolean[] {true, false}) {
            for (int b = 0; b < 256; b++) {
                if (isPrintable(b) == printable) {
                    order.add(signs[b]);
                }
            }
        }
        return order;
    }

    private static boolean isPrintable(int b) {
        return b > ' ' && b < 127 || b > 160 && b != 173;
    }
}
