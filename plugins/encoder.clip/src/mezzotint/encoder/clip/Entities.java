package mezzotint.encoder.clip;

import java.util.Locale;
import org.unbescape.html.HtmlEscape;

/** Entities of HTML in a text that is none, as ftfy reads them. */
final class Entities {

    private static final String START = "&";
    /** Signs of the longest name. */
    private static final int LONGEST = 24;

    private Entities() {}

    /** The text with their characters in their places; what was an entity of an ampersand may begin the next. */
    static String unescaped(String text) {
        var out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            String sign = text.substring(at, ++at);
            int end = sign.equals(START) ? end(text, at) : at;
            while (end > at) {
                String entity = START + text.substring(at, end);
                String character = character(entity);
                at = character.equals(entity) ? at : end;
                sign = character.equals(entity) ? sign : character;
                end = character.equals(START) ? end(text, at) : at;
            }
            out.append(sign);
        }
        return out.toString();
    }

    /** Where the entity ends whose ampersand was before a place; there too if none does. */
    private static int end(String text, int start) {
        int name = start < text.length() && text.charAt(start) == '#' ? start + 1 : start;
        int at = name;
        while (at < text.length() && at - name <= LONGEST && isNameSign(text.charAt(at))) {
            at++;
        }
        return at > name && at - name <= LONGEST && at < text.length() && text.charAt(at) == ';' ? at + 1 : start;
    }

    private static boolean isNameSign(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    /** An entity's character; names in capitals count too, as {@code &EACUTE;}, and no name that only begins like one. */
    private static String character(String entity) {
        String plain = HtmlEscape.unescapeHtml(entity);
        if (!plain.equals(entity)) {
            return isPart(plain, entity) ? entity : isCharacter(plain.codePointAt(0)) ? plain : "";
        }
        String small = entity.toLowerCase(Locale.ROOT);
        if (!entity.equals(entity.toUpperCase(Locale.ROOT)) || entity.startsWith("&#")) {
            return entity;
        }
        String unescaped = HtmlEscape.unescapeHtml(small);
        return unescaped.equals(small) || isPart(unescaped, small) ? entity : unescaped.toUpperCase(Locale.ROOT);
    }

    /** HTML takes {@code &not} without its semicolon too; here that must go with it. */
    private static boolean isPart(String plain, String entity) {
        return plain.indexOf(';') >= 0 && !entity.equalsIgnoreCase("&semi;");
    }

    private static boolean isCharacter(int codePoint) {
        return (codePoint & 0xfffe) != 0xfffe && (codePoint < 0xfdd0 || codePoint > 0xfdef);
    }
}
