package mezzotint.libs.infotext;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a prompt weighs words, as in {@code (word:1.2)} and {@code [word]}: AUTOMATIC1111's parse_prompt_attention. */
final class Emphasis {

    private static final Pattern TOKEN = Pattern.compile(
            "\\\\[()\\[\\]\\\\]|\\\\|\\(|\\[|:\\s*+([+-]?[.\\d]++)\\s*+\\)|\\)|]|[^\\\\()\\[\\]:]++|:");
    private static final Pattern BREAK = Pattern.compile("\\s*\\bBREAK\\b\\s*");

    private int texts;
    private final Deque<Integer> round = new ArrayDeque<>();
    private final Deque<Integer> square = new ArrayDeque<>();
    /** Where brackets of a weight begin to count and cease to, by the number of texts before: the power of 1.1, and other weights. */
    private final Map<Integer, Integer> powers = new TreeMap<>();
    private final Map<Integer, Integer> others = new TreeMap<>();

    private Emphasis() {}

    static boolean isUsed(String prompt) {
        return new Emphasis().read(prompt);
    }

    private boolean read(String prompt) {
        Matcher token = TOKEN.matcher(prompt);
        while (token.find()) {
            read(token.group(), token.group(1));
        }
        round.forEach(from -> weigh(powers, from, 1));
        square.forEach(from -> weigh(powers, from, -1));
        return covers(powers) || covers(others);
    }

    private void read(String token, String weight) {
        if (token.equals("(")) {
            round.push(texts);
        } else if (token.equals("[")) {
            square.push(texts);
        } else if (weight != null && !round.isEmpty()) {
            weigh(others, round.pop(), isOne(weight) ? 0 : 1);
        } else if (token.equals(")") && !round.isEmpty()) {
            weigh(powers, round.pop(), 1);
        } else if (token.equals("]") && !square.isEmpty()) {
            weigh(powers, square.pop(), -1);
        } else {
            texts += BREAK.split(token, -1).length;
        }
    }

    private void weigh(Map<Integer, Integer> changes, int from, int by) {
        changes.merge(from, by, Integer::sum);
        changes.merge(texts, -by, Integer::sum);
    }

    /** Whether the changes leave any text with a weight; those at one place come before its text. */
    private static boolean covers(Map<Integer, Integer> changes) {
        int sum = 0;
        for (int change : changes.values()) {
            sum += change;
            if (sum != 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOne(String weight) {
        try {
            return Double.parseDouble(weight) == 1;
        } catch (NumberFormatException e) {
            return true;
        }
    }
}
