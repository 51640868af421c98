package mezzotint.libs.infotext;

import java.util.Optional;
import java.util.regex.Pattern;

/** Values between quotes: a value that holds a mark which parts the facts is written as a JSON string. */
final class Quotes {

    private static final Pattern PARTING = Pattern.compile("[,:\\n]");
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{4}");
    private static final String ESCAPED = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";

    private Quotes() {}

    static String quote(String value) {
        return PARTING.matcher(value).find() ? json(value) : value;
    }

    /** The value itself; a text that is no whole JSON string stays as it is. */
    static String unquote(String text) {
        return text.length() < 2 || text.charAt(0) != '"' || text.charAt(text.length() - 1) != '"' ? text
                : content(text.substring(1, text.length() - 1)).orElse(text);
    }

    private static String json(String value) {
        var out = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            int kind = c == '/' ? -1 : MEANT.indexOf(c);
            if (kind >= 0) {
                out.append('\\').append(ESCAPED.charAt(kind));
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    /** What stands between the quotes of a JSON string, if it is sound. */
    private static Optional<String> content(String inner) {
        var out = new StringBuilder();
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c == '"' || c < ' ') {
                return Optional.empty();
            }
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char next = ++i < inner.length() ? inner.charAt(i) : 0;
            if (next == 'u' && HEX.matcher(inner).region(i + 1, inner.length()).lookingAt()) {
                out.append((char) Integer.parseInt(inner.substring(i + 1, i + 5), 16));
                i += 4;
            } else if (next != 0 && ESCAPED.indexOf(next) >= 0) {
                out.append(MEANT.charAt(ESCAPED.indexOf(next)));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(out.toString());
    }
}
