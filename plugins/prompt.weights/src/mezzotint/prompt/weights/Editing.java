package mezzotint.prompt.weights;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import mezzotint.plugin.Problem;

/**
 * Finds what changes a prompt between steps: {@code [from:to:when]}, {@code [to:when]}, {@code [from::when]} and {@code [a|b]}, by AUTOMATIC1111's
 * grammar. There a bracket without its partner, or one that holds too many colons, is text, and so are those around it; a {@code |} outside of an
 * alternation makes all of the prompt text.
 */
final class Editing {

    /** Possessive, so that nothing is read twice. */
    private static final Pattern NUMBER = Pattern.compile("S*+[+-]?+(\\d++(\\.\\d*+)?+|\\.\\d++)([eE][+-]?+\\d++)?+S*+"
            .replace("S", "[\\s\\p{Z}\\x1c-\\x1f\\x85]"));

    /** An open bracket, and where the colons or bars in it are so far. */
    private static final class Bracket {

        private final int start;
        private final boolean square;
        private final List<Integer> colons = new ArrayList<>();
        private final List<Integer> bars = new ArrayList<>();
        /** Brackets within each other that edit, at the deepest place in it. */
        private int depth;

        private Bracket(int start, boolean square) {
            this.start = start;
            this.square = square;
        }

        /** Where the part after the last of them begins. */
        private int part() {
            int last = Math.max(colons.isEmpty() ? start : colons.get(colons.size() - 1), bars.isEmpty() ? start : bars.get(bars.size() - 1));
            return last + 1;
        }
    }

    private final String text;
    private final Deque<Bracket> open = new ArrayDeque<>();
    private final Map<Integer, Edit> edits = new HashMap<>();
    /** Whether there is a bar that belongs to no alternation, or a backslash before nothing. */
    private boolean plain;

    private Editing(String text) {
        this.text = text;
    }

    /**
     * The brackets of a prompt that edit or alternate, by where they begin.
     *
     * @throws Problem of kind {@code INVALID} if too many are within each other
     */
    static Map<Integer, Edit> in(String text) {
        var editing = new Editing(text);
        for (int i = 0; i < text.length() && !editing.plain; i++) {
            i = editing.read(i);
        }
        editing.abandon();
        return editing.plain ? Map.of() : editing.edits;
    }

    /** Reads a character, and answers where it was read to. */
    private int read(int at) {
        switch (text.charAt(at)) {
            case '\\' -> {
                plain = at + 1 == text.length() || text.charAt(at + 1) == '\n';
                return at + 1;
            }
            case '(', '[' -> open.push(new Bracket(at, text.charAt(at) == '['));
            case ':', '|' -> separate(at);
            case ')', ']' -> close(at);
            default -> { }
        }
        return at;
    }

    private void separate(int at) {
        boolean bar = text.charAt(at) == '|';
        plain = bar && (open.isEmpty() || !open.peek().square);
        if (!open.isEmpty()) {
            (bar ? open.peek().bars : open.peek().colons).add(at);
        }
    }

    private void close(int at) {
        boolean square = text.charAt(at) == ']';
        if (open.isEmpty() || open.peek().square != square || !isWhole(open.peek(), at)) {
            abandon();
            return;
        }
        Bracket bracket = open.pop();
        if (square && bracket.bars.size() + bracket.colons.size() > 0) {
            bracket.depth++;
            edits.put(bracket.start, bracket.bars.isEmpty() ? Edit.scheduled(text, bracket.start, bracket.colons, at) : Edit.alternating(bracket.start, bracket.bars, at));
        }
        if (bracket.depth > Attention.MOST_OPEN) {
            throw Problem.invalid("the prompt has more than " + Attention.MOST_OPEN + " brackets within each other that change it", "write \\[ for a bracket that is meant as one");
        }
        if (!open.isEmpty()) {
            open.peek().depth = Math.max(open.peek().depth, bracket.depth);
        }
    }

    private boolean isWhole(Bracket bracket, int end) {
        if (!bracket.square) {
            return bracket.colons.size() <= 1;
        }
        return bracket.colons.isEmpty() || bracket.bars.isEmpty() && bracket.colons.size() <= 2
                && NUMBER.matcher(text).region(bracket.part(), end).matches();
    }

    /** Every bracket that is open turns out to be text. */
    private void abandon() {
        plain |= open.stream().anyMatch(bracket -> !bracket.bars.isEmpty());
        open.clear();
    }
}
