package mezzotint.prompt.weights;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mezzotint.text.Prompt.Part;

/** Splits a prompt at its brackets; what is no notation, as a bracket without its partner, is text. */
final class Attention {

    /** Stands for the word BREAK outside of brackets. */
    static final Part BREAK = new Part("BREAK", -1);

    private static final double ROUND = 1.1;
    private static final double SQUARE = 1 / 1.1;
    /** An escaped sign, an opening bracket, a weight with its closing bracket, a closing bracket, or text. */
    private static final Pattern SIGNS = Pattern.compile("\\\\[()\\[\\]\\\\]?|[(\\[]|:\\s*([+-]?[.\\d]+)\\s*\\)|[)\\]]|[^\\\\()\\[\\]:]+|:",
            Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern DIGITS = Pattern.compile("\\p{Nd}");
    private static final Pattern BREAKS = Pattern.compile("\\s*\\bBREAK\\b\\s*", Pattern.UNICODE_CHARACTER_CLASS);

    private final List<Part> parts = new ArrayList<>();
    private final Deque<Integer> round = new ArrayDeque<>();
    private final Deque<Integer> square = new ArrayDeque<>();

    private Attention() {}

    static List<Part> parse(String text) {
        var attention = new Attention();
        Matcher signs = SIGNS.matcher(text);
        while (signs.find()) {
            attention.read(signs.group(), number(signs.group(1)));
        }
        attention.round.forEach(from -> attention.multiply(from, ROUND));
        attention.square.forEach(from -> attention.multiply(from, SQUARE));
        return merged(attention.parts);
    }

    private void read(String sign, Double weight) {
        if (sign.startsWith("\\") && sign.length() > 1) {
            parts.add(new Part(sign.substring(1), 1));
        } else if (sign.equals("\\")) {
            parts.add(new Part("", 1));
        } else if (sign.equals("(")) {
            round.push(parts.size());
        } else if (sign.equals("[")) {
            square.push(parts.size());
        } else if (weight != null && !round.isEmpty()) {
            multiply(round.pop(), weight);
        } else if (sign.equals(")") && !round.isEmpty()) {
            multiply(round.pop(), ROUND);
        } else if (sign.equals("]") && !square.isEmpty()) {
            multiply(square.pop(), SQUARE);
        } else {
            text(sign);
        }
    }

    private void text(String text) {
        String[] pieces = BREAKS.split(text, -1);
        for (int i = 0; i < pieces.length; i++) {
            if (i > 0) {
                parts.add(BREAK);
            }
            parts.add(new Part(pieces[i], 1));
        }
    }

    private void multiply(int from, double factor) {
        for (int i = from; i < parts.size(); i++) {
            parts.set(i, new Part(parts.get(i).text(), parts.get(i).weight() * factor));
        }
    }

    /** Neighbours of one weight are one part. */
    private static List<Part> merged(List<Part> parts) {
        var out = new ArrayList<Part>();
        for (Part part : parts) {
            int last = out.size() - 1;
            if (last >= 0 && out.get(last).weight() == part.weight()) {
                out.set(last, new Part(out.get(last).text() + part.text(), part.weight()));
            } else {
                out.add(part);
            }
        }
        return out.isEmpty() ? List.of(new Part("", 1)) : out;
    }

    /** Digits of any script count, as in Python. */
    private static Double number(String text) {
        try {
            return text == null ? null : Double.valueOf(DIGITS.matcher(text).replaceAll(d -> "" + Character.digit(d.group().codePointAt(0), 10)));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
