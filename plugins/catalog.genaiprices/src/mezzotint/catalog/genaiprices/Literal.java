package mezzotint.catalog.genaiprices;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import java.io.StringReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The list of providers in code, as JSON: calls of constructors in Python, and JavaScript's objects. Nothing of it is run. */
final class Literal {

    private static final Pattern BEGINNING = Pattern.compile("(?m)^\\w.* = (?=\\[$)");
    /** What JSON has otherwise. Texts come first, so that nothing within them is met. */
    private static final Pattern TOKEN = Pattern.compile("'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|`(?<text>[^`\\\\]*+(?:\\\\.[^`\\\\]*+)*+)`"
            + "|datetime\\.date\\((?<year>\\d+), (?<month>\\d+), (?<day>\\d+)\\)|datetime\\.time\\((?<hour>\\d+), (?<minute>\\d+)[^)]*\\)"
            + "|Decimal\\((?<decimal>'[^']*')\\)|(?<yes>\\bTrue\\b|!0)|(?<no>\\bFalse\\b|!1)|\\bNone\\b|\\b(?<key>\\w+)=|(?<call>\\b[\\w.]+\\()|(?<end>\\))|(?<comma>,\\s*(?=[)\\]}]))");

    private Literal() {}

    /** @throws IllegalStateException if there is no such list */
    static JsonArray read(String code) {
        Matcher beginning = BEGINNING.matcher(code);
        if (!beginning.find()) {
            throw new IllegalStateException("there is no list of providers in it");
        }
        // The reader stops at the end of the list: what stands behind it is no matter.
        var json = new JsonReader(new StringReader(json(code.substring(beginning.end()))));
        json.setLenient(true);
        return JsonParser.parseReader(json).getAsJsonArray();
    }

    private static String json(String code) {
        Matcher token = TOKEN.matcher(code);
        var json = new StringBuilder();
        while (token.find()) {
            token.appendReplacement(json, Matcher.quoteReplacement(json(token)));
        }
        return token.appendTail(json).toString();
    }

    private static String json(Matcher token) {
        if (token.group("text") != null) {
            return '"' + token.group("text").replace("\"", "\\\"") + '"';
        }
        if (token.group("year") != null) {
            return "\"%s-%2s-%2s\"".formatted(token.group("year"), token.group("month"), token.group("day")).replace(' ', '0');
        }
        if (token.group("hour") != null) {
            return "\"%2s:%2s\"".formatted(token.group("hour"), token.group("minute")).replace(' ', '0');
        }
        String plain = token.group("decimal") != null ? token.group("decimal") : token.group("yes") != null ? "true" : token.group("no") != null ? "false"
                : token.group("key") != null ? token.group("key") + ":" : token.group("call") != null ? "{" : token.group("end") != null ? "}"
                : token.group("comma") != null ? "" : null;
        return plain != null ? plain : token.group().equals("None") ? "null" : token.group();
    }
}
