package mezzotint.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A place of a text where a name stands, in any spelling, and as words do: letters go on with letters and signs with signs, while each digit is a
 * word of its own, as CLIP reads text.
 *
 * @param name as it was given, not as the text spells it
 * @param from index of its first character
 * @param to index behind its last
 */
public record Mention(String name, int from, int to) {

    private enum Sort { ALONE, LETTER, SIGN }

    /** Where names stand in a text, in its order; where several begin, the longest. */
    public static List<Mention> in(String text, Collection<String> names) {
        List<String> longestFirst = names.stream().filter(name -> !name.isBlank()).sorted(Comparator.comparing(String::length).reversed()).toList();
        var found = new ArrayList<Mention>();
        int at = 0;
        while (at < text.length() && !longestFirst.isEmpty()) {
            Optional<Mention> mention = at(text, at, longestFirst);
            mention.ifPresent(found::add);
            at = mention.map(Mention::to).orElse(at + 1);
        }
        return found;
    }

    private static Optional<Mention> at(String text, int from, List<String> names) {
        return !isEdge(text, from) ? Optional.empty() : names.stream().filter(name -> text.regionMatches(true, from, name, 0, name.length()))
                .map(name -> new Mention(name, from, from + name.length())).filter(mention -> isEdge(text, mention.to)).findFirst();
    }

    private static boolean isEdge(String text, int at) {
        if (at == 0 || at == text.length()) {
            return true;
        }
        Sort before = sort(text.codePointBefore(at));
        return before == Sort.ALONE || before != sort(text.codePointAt(at));
    }

    private static Sort sort(int sign) {
        if (Character.isLetter(sign)) {
            return Sort.LETTER;
        }
        int type = Character.getType(sign);
        boolean number = type == Character.DECIMAL_DIGIT_NUMBER || type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
        return number || Character.isWhitespace(sign) || Character.isSpaceChar(sign) ? Sort.ALONE : Sort.SIGN;
    }
}
