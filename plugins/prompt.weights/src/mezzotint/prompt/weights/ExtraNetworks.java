package mezzotint.prompt.weights;

import java.util.ArrayList;
import java.util.List;

/**
 * A prompt without its extra networks: {@code <lora:name:weight>}, {@code <hypernet:..>}, and any other {@code <word:..>}.
 *
 * @param text what is left
 * @param tags what was taken out, in order
 */
record ExtraNetworks(String text, List<String> tags) {

    static ExtraNetworks in(String prompt) {
        var left = new StringBuilder();
        var tags = new ArrayList<String>();
        int lastEnd = prompt.lastIndexOf('>');
        int i = 0;
        while (i < prompt.length()) {
            int end = prompt.charAt(i) == '<' && i < lastEnd ? end(prompt, i) : i;
            if (end > i) {
                tags.add(prompt.substring(i, end));
                i = end;
            } else {
                left.append(prompt.charAt(i++));
            }
        }
        return new ExtraNetworks(left.toString(), tags);
    }

    /** Where the tag that begins at a {@code <} ends; there too if none does. A {@code >} must follow somewhere. */
    private static int end(String prompt, int start) {
        int at = start + 1;
        while (at < prompt.length() && Characters.isWord(prompt.codePointAt(at))) {
            at += Character.charCount(prompt.codePointAt(at));
        }
        boolean named = at > start + 1 && at + 1 < prompt.length() && prompt.charAt(at) == ':' && prompt.charAt(at + 1) != '>';
        return named ? prompt.indexOf('>', at) + 1 : start;
    }
}
