package mezzotint.prompt.weights;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import mezzotint.plugin.Problem;
import mezzotint.text.Prompt;
import mezzotint.text.Prompt.Part;

/** Splits a prompt at its brackets; what is no notation, as a bracket without its partner, is text. Each character is read once. */
final class Attention {

    /** Stands for the word BREAK outside of brackets. */
    static final Part BREAK = new Part("BREAK", -1);
    /** Brackets that may be open at once; each costs a multiplication for every part within. */
    static final int MOST_OPEN = 100;

    private static final double ROUND = 1.1;
    private static final double SQUARE = 1 / 1.1;

    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private final Deque<Integer> round = new ArrayDeque<>();
    private final Deque<Integer> square = new ArrayDeque<>();

    private Attention(String text) {
        this.text = text;
    }

    /** @throws Problem of kind {@code INVALID} if too many brackets are open at once, or a weight is out of {@link Prompt#MOST_WEIGHT} */
    static List<Part> parse(String text) {
        var attention = new Attention(text);
        int at = 0;
        while (at < text.length()) {
            at = attention.read(at);
        }
        attention.round.forEach(from -> attention.multiply(from, ROUND));
        attention.square.forEach(from -> attention.multiply(from, SQUARE));
        attention.parts.forEach(Attention::check);
        return merged(attention.parts);
    }

    /** Reads a sign, or text up to the next one, and answers where it ends. */
    private int read(int at) {
        switch (text.charAt(at)) {
            case '\\' -> {
                boolean escapes = at + 1 < text.length() && "()[]\\".indexOf(text.charAt(at + 1)) >= 0;
                parts.add(new Part(escapes ? text.substring(at + 1, at + 2) : "", 1));
                return escapes ? at + 2 : at + 1;
            }
            case '(' -> open(round);
            case '[' -> open(square);
            case ')' -> close(round, ROUND, ")");
            case ']' -> close(square, SQUARE, "]");
            case ':' -> {
                return weight(at);
            }
            default -> {
                return words(at);
            }
        }
        return at + 1;
    }

    private void open(Deque<Integer> brackets) {
        brackets.push(parts.size());
        if (round.size() + square.size() > MOST_OPEN) {
            throw Problem.invalid("the prompt opens more than " + MOST_OPEN + " brackets within each other",
                    "close them, write (word:1.2) for a weight, or \\( for a bracket that is meant as one");
        }
    }

    private void close(Deque<Integer> brackets, double factor, String sign) {
        if (brackets.isEmpty()) {
            text(sign);
        } else {
            multiply(brackets.pop(), factor);
        }
    }

    private int weight(int at) {
        Weight weight = Weight.at(text, at);
        if (weight.value() == null || round.isEmpty()) {
            text(text.substring(at, weight.end()));
        } else {
            multiply(round.pop(), weight.value());
        }
        return weight.end();
    }

    private int words(int from) {
        int at = from;
        while (at < text.length() && "\\()[]:".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        text(text.substring(from, at));
        return at;
    }

    /** Text, split where the word BREAK stands by itself; the spaces around it go with it. */
    private void text(String text) {
        int from = 0;
        for (int at = Characters.indexOfWord(BREAK.text(), text, 0); at >= 0; at = Characters.indexOfWord(BREAK.text(), text, from)) {
            int end = at;
            while (end > from && Characters.isSpace(text.charAt(end - 1))) {
                end--;
            }
            parts.add(new Part(text.substring(from, end), 1));
            parts.add(BREAK);
            from = Characters.afterSpaces(text, at + BREAK.text().length());
        }
        parts.add(new Part(text.substring(from), 1));
    }

    private void multiply(int from, double factor) {
        for (int i = from; i < parts.size(); i++) {
            parts.set(i, new Part(parts.get(i).text(), parts.get(i).weight() * factor));
        }
    }

    private static void check(Part part) {
        if (!(Math.abs(part.weight()) <= Prompt.MOST_WEIGHT)) {
            throw Problem.invalid("the prompt gives \"" + Weights.shortened(part.text()) + "\" the weight " + part.weight(),
                    "stay between -" + Prompt.MOST_WEIGHT + " and " + Prompt.MOST_WEIGHT + "; weights of brackets within each other are multiplied");
        }
    }

    /** Neighbours of one weight are one part. */
    private static List<Part> merged(List<Part> parts) {
        var out = new ArrayList<Part>();
        var same = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            same.append(part.text());
            if (i + 1 == parts.size() || parts.get(i + 1).weight() != part.weight()) {
                out.add(new Part(same.toString(), part.weight()));
                same.setLength(0);
            }
        }
        return out.isEmpty() ? List.of(new Part("", 1)) : out;
    }
}
