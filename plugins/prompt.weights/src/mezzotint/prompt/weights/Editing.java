package mezzotint.prompt.weights;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks for what would change a prompt between steps: {@code [from:to:when]}, {@code [to:when]}, {@code [from::when]} and {@code [a|b]}, by
 * AUTOMATIC1111's grammar. There a bracket without its partner, or one that holds too many colons, is text, and so are those around it; a
 * {@code |} outside of an alternation makes all of the prompt text.
 */
final class Editing {

    /** Possessive, so that nothing is read twice. */
    private static final Pattern NUMBER = Pattern.compile("S*+[+-]?+(\\d++(\\.\\d*+)?+|\\.\\d++)([eE][+-]?+\\d++)?+S*+"
            .replace("S", "[\\s\\p{Z}\\x1c-\\x1f\\x85]"));

    /** An open bracket, the colons or bars in it so far, and where the part after the last of them begins. */
    private static final class Bracket {

        private final int start;
        private final boolean square;
        private int colons;
        private int bars;
        private int part;

        private Bracket(int start, boolean square) {
            this.start = start;
            this.square = square;
            part = start + 1;
        }
    }

    private final String text;
    private final Deque<Bracket> open = new ArrayDeque<>();
    private Optional<String> found = Optional.empty();
    /** Whether there is a bar that belongs to no alternation, or a backslash before nothing. */
    private boolean plain;

    private Editing(String text) {
        this.text = text;
    }

    /** The first bracket of a prompt that edits or alternates. */
    static Optional<String> in(String text) {
        var editing = new Editing(text);
        for (int i = 0; i < text.length() && !editing.plain; i++) {
            i = editing.read(i);
        }
        editing.abandon();
        return editing.plain ? Optional.empty() : editing.found;
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
            Bracket bracket = open.peek();
            bracket.bars += bar ? 1 : 0;
            bracket.colons += bar ? 0 : 1;
            bracket.part = at + 1;
        }
    }

    private void close(int at) {
        boolean square = text.charAt(at) == ']';
        if (open.isEmpty() || open.peek().square != square || !isWhole(open.peek(), at)) {
            abandon();
            return;
        }
        Bracket bracket = open.pop();
        if (square && bracket.bars + bracket.colons > 0 && found.isEmpty()) {
            found = Optional.of(text.substring(bracket.start, at + 1));
        }
    }

    private boolean isWhole(Bracket bracket, int end) {
        if (!bracket.square) {
            return bracket.colons <= 1;
        }
        return bracket.colons == 0 || bracket.bars == 0 && bracket.colons <= 2
                && NUMBER.matcher(text).region(bracket.part, end).matches();
    }

    /** Every bracket that is open turns out to be text. */
    private void abandon() {
        plain |= open.stream().anyMatch(bracket -> bracket.bars > 0);
        open.clear();
    }
}
