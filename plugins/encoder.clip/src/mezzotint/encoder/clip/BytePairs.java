package mezzotint.encoder.clip;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mezzotint.plugin.Problem;

/**
 * A vocabulary of byte pairs (Sennrich et al., 2016, on bytes as in GPT-2). The first 256 tokens are the
 * bytes, the next 256 the bytes that end a word, and then comes a token for every merge, in the
 * order of training.
 */
final class BytePairs {

    private static final int BYTES = 256;
    private static final String WORD_END = "</w>";
    /** CLIP's vocabulary has room for these; a file may hold more. */
    private static final int MERGES = 48_894;
    private static final int SHOWN = 60;

    private final Map<String, Integer> ids = new HashMap<>(1 << 17);
    private final PairTable merged = new PairTable();
    private final int[] bytes = new int[BYTES];
    private final int size;
    private final String name;

    /**
     * @param name of the file, for messages
     * @param file a line for its version, then two signs a line, separated by a space
     * @throws Problem of kind {@code INVALID} that names the line which is none
     */
    BytePairs(String name, byte[] file) {
        this.name = name;
        numberBytes();
        String text = new String(file, StandardCharsets.UTF_8);
        int next = 2 * BYTES;
        int number = 1;
        int from = text.indexOf('\n') + 1;
        while (from > 0 && from < text.length() && next < 2 * BYTES + MERGES) {
            int end = text.indexOf('\n', from);
            String line = text.substring(from, end < 0 ? text.length() : end).stripTrailing();
            number++;
            if (!line.isEmpty()) {
                add(line, number, next++);
            }
            from = end < 0 ? text.length() : end + 1;
        }
        if (next == 2 * BYTES) {
            throw Problem.invalid(name + " joins no signs", "download it again");
        }
        size = next;
    }

    private void add(String line, int number, int token) {
        int space = line.indexOf(' ');
        Integer left = space < 0 ? null : ids.get(line.substring(0, space));
        Integer right = space < 0 ? null : ids.get(line.substring(space + 1));
        if (left == null || right == null) {
            throw Problem.invalid(name + ": line " + number + " is \"" + line.substring(0, Math.min(SHOWN, line.length()))
                    + "\", but has to be two signs that lines before have made", "download it again");
        }
        merged.put(left, right, token);
        ids.put(line.substring(0, space).concat(line.substring(space + 1)), token);
    }

    /** How many tokens there are; CLIP's start and end tokens are numbered after them. */
    int size() {
        return size;
    }

    /** The id of a token as the vocabulary spells it. */
    Optional<Integer> id(String token) {
        return Optional.ofNullable(ids.get(token));
    }

    /** The ids of a word. */
    List<Integer> encode(String word) {
        byte[] utf = word.getBytes(StandardCharsets.UTF_8);
        int[] pieces = new int[utf.length];
        for (int i = 0; i < utf.length; i++) {
            pieces[i] = bytes[utf[i] & 255];
        }
        pieces[utf.length - 1] += BYTES;
        return new Merging(pieces, this).run();
    }

    /** The token that two tokens merge to, smaller for those merged earlier; {@link PairTable#NONE} if they do not. */
    int merge(int left, int right) {
        return merged.get(left, right);
    }

    /** A byte is spelled as its Latin-1 sign if that is printable, else as the next sign beyond; the printable come first. */
    private void numberBytes() {
        int next = 0;
        int spare = BYTES;
        for (boolean printable : new boolean[] {true, false}) {
            for (int b = 0; b < BYTES; b++) {
                if (isPrintable(b) == printable) {
                    String sign = String.valueOf((char) (printable ? b : spare++));
                    ids.put(sign, next);
                    ids.put(sign + WORD_END, next + BYTES);
                    bytes[b] = next++;
                }
            }
        }
    }

    private static boolean isPrintable(int b) {
        return b > ' ' && b < 127 || b > 160 && b != 173;
    }
}
