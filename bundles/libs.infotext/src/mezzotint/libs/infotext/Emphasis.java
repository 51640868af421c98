package mezzotint.libs.infotext;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a prompt weighs words, as in {@code (word:1.2)} and {@code [word]}: AUTOMATIC1111's parse_prompt_attention. */
final class Emphasis {

    private static final double STEP = 1.1;
    private static final Pattern TOKEN = Pattern.compile(
            "\\\\[()\\[\\]\\\\]|\\\\|\\(|\\[|:\\s*+([+-]?[.\\d]++)\\s*+\\)|\\)|]|[^\\\\()\\[\\]:]++|:");
    private static final Pattern BREAK = Pattern.compile("\\s*\\bBREAK\\b\\s*");

    private final List<Double> weights = new ArrayList<>();
    private final Deque<Integer> round = new ArrayDeque<>();
    private final Deque<Integer> square = new ArrayDeque<>();

    private Emphasis() {}

    static boolean isUsed(String prompt) {
        return new Emphasis().read(prompt);
    }

    private boolean read(String prompt) {
        Matcher token = TOKEN.matcher(prompt);
        while (token.find()) {
            read(token.group(), token.group(1));
        }
        round.forEach(from -> weigh(from, STEP));
        square.forEach(from -> weigh(from, 1 / STEP));
        return weights.stream().anyMatch(w -> w != 1);
    }

    private void read(String token, String weight) {
        if (token.equals("(")) {
            round.push(weights.size());
        } else if (token.equals("[")) {
            square.push(weights.size());
        } else if (weight != null && !round.isEmpty()) {
            weigh(round.pop(), number(weight));
        } else if (token.equals(")") && !round.isEmpty()) {
            weigh(round.pop(), STEP);
        } else if (token.equals("]") && !square.isEmpty()) {
            weigh(square.pop(), 1 / STEP);
        } else {
            for (int parts = BREAK.split(token, -1).length; parts > 0; parts--) {
                weights.add(1.0);
            }
        }
    }

    private void weigh(int from, double factor) {
        for (int i = from; i < weights.size(); i++) {
            weights.set(i, weights.get(i) * factor);
        }
    }

    private static double number(String weight) {
        try {
            return Double.parseDouble(weight);
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
