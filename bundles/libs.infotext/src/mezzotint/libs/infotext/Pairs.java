package mezzotint.libs.infotext;

import java.util.ArrayList;
import java.util.List;

/**
 * The pairs in a line of facts, {@code key: value, key: "quoted, value"}: what the regular expressions
 * of AUTOMATIC1111 and SD.Next find, in one pass however long the line is.
 */
final class Pairs {

    /** A key with its value as it is written, quotes and all. */
    record Pair(String key, String value) {}

    private final String line;
    private final String marks;
    private final int shortest;
    private final List<Pair> found = new ArrayList<>();
    /** Signs that may still be looked at in search of the end of JSON, so that hostile brackets take no square of their number. */
    private int search;

    private Pairs(String line, String marks, int shortest, boolean json) {
        this.line = line;
        this.marks = marks;
        this.shortest = shortest;
        this.search = json ? 8 * line.length() : 0;
    }

    /** Keys of two characters or more, with spaces, hyphens and slashes after the first. */
    static List<Pair> a1111(String line) {
        return new Pairs(line, " -/", 2, false).find();
    }

    /** As {@link #a1111}, with JSON as one value, whatever is in it. */
    static List<Pair> tolerant(String line) {
        return new Pairs(line, " -/", 2, true).find();
    }

    /** Keys of letters, digits and spaces. */
    static List<Pair> sdNext(String line) {
        return new Pairs(line, " ", 1, false).find();
    }

    private List<Pair> find() {
        int from = 0;
        for (int colon = line.indexOf(':'); colon >= 0; colon = line.indexOf(':', from)) {
            int start = keyStart(from, colon);
            from = colon - start < shortest ? colon + 1 : value(line.substring(start, colon), colon + 1);
        }
        return found;
    }

    /** Where the key before a colon begins; the colon itself if there is none. */
    private int keyStart(int from, int colon) {
        int start = colon;
        while (start > from && isKey(line.codePointBefore(start))) {
            start -= Character.charCount(line.codePointBefore(start));
        }
        // A key of SD.Next may be a single space.
        while (start < colon + shortest - 2 && !isWord(line.codePointAt(start))) {
            start++;
        }
        return start;
    }

    /** @return where the next pair may begin */
    private int value(String key, int from) {
        int start = from;
        while (start < line.length() && isSpace(line.charAt(start))) {
            start++;
        }
        int end = jsonEnd(start);
        end = end < 0 ? quotedEnd(start) : end;
        if (end < 0) {
            end = line.indexOf(',', start);
            end = end < 0 ? line.length() : end;
        }
        found.add(new Pair(key, line.substring(start, end)));
        return Math.min(end + 1, line.length());
    }

    /** Where a list or an object ends; -1 if it is none, or goes on behind its brackets. */
    private int jsonEnd(int start) {
        if (start >= line.length() || line.charAt(start) != '[' && line.charAt(start) != '{') {
            return -1;
        }
        int depth = 0;
        boolean quoted = false;
        for (int i = start; i < line.length() && search-- > 0; i++) {
            char c = line.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            }
            if (depth == 0) {
                return i + 1 == line.length() || line.charAt(i + 1) == ',' || line.charAt(i + 1) == '\n' ? i + 1 : -1;
            }
        }
        return -1;
    }

    /** Where a value in quotes ends; -1 if it is none, or goes on behind its quotes. */
    private int quotedEnd(int start) {
        if (start >= line.length() || line.charAt(start) != '"') {
            return -1;
        }
        int i = start + 1;
        while (i < line.length() && line.charAt(i) != '"') {
            i += line.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1 == line.length() || i + 1 < line.length() && line.charAt(i + 1) == ',' ? i + 1 : -1;
    }

    private boolean isKey(int point) {
        return isWord(point) || marks.indexOf(point) >= 0;
    }

    /** As Python's {@code \w}. */
    private static boolean isWord(int point) {
        return switch (Character.getType(point)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> Character.isLetter(point) || point == '_';
        };
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
