package mezzotint.prompt.weights;

/**
 * A weight with the bracket that it closes: {@code :1.2)}.
 *
 * @param value null for a colon that no number and bracket follow, and for dots and digits that are no number
 * @param end where it ends
 */
record Weight(Double value, int end) {

    /** @param colon where the colon is */
    static Weight at(String text, int colon) {
        int start = Characters.afterSpaces(text, colon + 1);
        int at = start < text.length() && "+-".indexOf(text.charAt(start)) >= 0 ? start + 1 : start;
        int digits = at;
        while (at < text.length() && (text.charAt(at) == '.' || Character.isDigit(text.charAt(at)))) {
            at++;
        }
        int end = Characters.afterSpaces(text, at);
        boolean closes = at > digits && end < text.length() && text.charAt(end) == ')';
        return closes ? new Weight(number(text.substring(start, at)), end + 1) : new Weight(null, colon + 1);
    }

    /** Digits of any script count, as in Python. */
    static Double number(String text) {
        var ascii = new StringBuilder();
        text.chars().forEach(c -> ascii.append(Character.isDigit(c) ? (char) ('0' + Character.digit(c, 10)) : (char) c));
        try {
            return Double.valueOf(ascii.toString());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
