package mezzotint.prompt.weights;

/** Classes of characters as Python's {@code re} has them, which the notation is defined by. */
final class Characters {

    private Characters() {}

    /** {@code \s} */
    static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }

    static int afterSpaces(String text, int from) {
        int at = from;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    static int beforeSpaces(String text, int from) {
        int at = from;
        while (at > 0 && isSpace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    /** {@code \w} */
    static boolean isWord(int codePoint) {
        return codePoint == '_' || Character.isLetter(codePoint) || switch (Character.getType(codePoint)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }

    /**
     * Where a word stands by itself: {@code \bWORD\b}.
     *
     * @return the index of the first at or after a place; -1 if there is none
     */
    static int indexOfWord(String word, String text, int from) {
        for (int at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            if ((at == 0 || !isWord(text.codePointBefore(at))) && (end == text.length() || !isWord(text.codePointAt(end)))) {
                return at;
            }
        }
        return -1;
    }
}
