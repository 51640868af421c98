package mezzotint.prompt.weights;

import java.util.ArrayList;
import java.util.List;

/** Prompts with the word AND between them, each with a weight behind a colon at its end. */
record Combination(String text, double weight) {

    private static final String AND = "AND";

    /** A prompt that is not combined has no weight: {@code at 10:30} is a time. */
    static List<Combination> in(String prompt) {
        int at = Characters.indexOfWord(AND, prompt, 0);
        if (at < 0) {
            return List.of(new Combination(prompt, 1));
        }
        var all = new ArrayList<Combination>();
        int from = 0;
        for (; at >= 0; at = Characters.indexOfWord(AND, prompt, from)) {
            all.add(weighted(prompt.substring(from, at)));
            from = at + AND.length();
        }
        all.add(weighted(prompt.substring(from)));
        return all;
    }

    private static Combination weighted(String text) {
        int end = Characters.beforeSpaces(text, text.length());
        int digits = end;
        while (digits > 0 && (text.charAt(digits - 1) == '.' || Character.isDigit(text.charAt(digits - 1)))) {
            digits--;
        }
        int start = digits > 0 && "+-".indexOf(text.charAt(digits - 1)) >= 0 ? digits - 1 : digits;
        int colon = Characters.beforeSpaces(text, start) - 1;
        Double weight = colon < 0 || text.charAt(colon) != ':' || digits == end ? null : Weight.number(text.substring(start, end));
        return weight == null ? new Combination(text.substring(0, end), 1) : new Combination(text.substring(0, Characters.beforeSpaces(text, colon)), weight);
    }
}
