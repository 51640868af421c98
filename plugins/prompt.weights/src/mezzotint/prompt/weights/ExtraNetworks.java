package mezzotint.prompt.weights;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mezzotint.text.PromptSchedule.Extra;

/**
 * A prompt without its extra networks: {@code <lora:name:weight>}, {@code <hypernet:..>}, and any other {@code <word:..>}.
 *
 * @param text what is left
 * @param tags what was taken out, in order
 */
record ExtraNetworks(String text, List<Tag> tags) {

    /** What the values without a name after that of the network stand for. */
    private static final List<String> NAMES = List.of("te", "unet", "dyn");

    /**
     * A tag.
     *
     * @param text as it was written
     * @param values those without a name, the first of which is the network's name
     * @param named the others
     */
    record Tag(String text, String kind, List<String> values, Map<String, String> named) {

        static Tag of(String text) {
            int colon = text.indexOf(':');
            var values = new ArrayList<String>();
            var named = new HashMap<String, String>();
            for (String part : text.substring(colon + 1, text.length() - 1).split(":", -1)) {
                int equals = part.indexOf('=');
                if (equals < 0) {
                    values.add(part);
                } else {
                    named.put(part.substring(0, equals), part.substring(equals + 1));
                }
            }
            return new Tag(text, text.substring(1, colon), values, named);
        }

        /** By AUTOMATIC1111's rule one number is both strengths, also if it has the name of the first. */
        Extra extra(boolean optional) {
            var arguments = new HashMap<String, Object>();
            for (int i = 1; i < values.size(); i++) {
                arguments.put(i <= NAMES.size() ? NAMES.get(i - 1) : "number " + i, number(values.get(i)));
            }
            named.forEach((name, value) -> arguments.put(name, number(value)));
            if (arguments.containsKey("te")) {
                arguments.putIfAbsent("unet", arguments.get("te"));
            }
            return new Extra(text, kind, values.isEmpty() ? "" : values.get(0), arguments, optional);
        }

        /** What is no number is left as it is, for the adapter to refuse. */
        private static Object number(String value) {
            try {
                return Double.valueOf(value.strip());
            } catch (NumberFormatException e) {
                return value;
            }
        }
    }

    static ExtraNetworks in(String prompt) {
        var left = new StringBuilder();
        var tags = new ArrayList<Tag>();
        int lastEnd = prompt.lastIndexOf('>');
        int i = 0;
        while (i < prompt.length()) {
            int end = prompt.charAt(i) == '<' && i < lastEnd ? end(prompt, i) : i;
            if (end > i) {
                tags.add(Tag.of(prompt.substring(i, end)));
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
