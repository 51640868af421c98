package mezzotint.libs.infotext;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters that a text or a picture names, whichever program wrote them.
 *
 * @param program that wrote them: {@code AUTOMATIC1111} (and what writes as it does), {@code SD.Next}, {@code ComfyUI},
 *     {@code InvokeAI} or {@code NovelAI}
 * @param infotext the text as it was found, or as AUTOMATIC1111 would write it
 * @param facts by AUTOMATIC1111's names; never null
 */
public record Reading(String program, String infotext, Map<String, Object> facts) {

    /** Found in a picture: keyword and how its text is understood. */
    private interface Origin {
        Optional<Map<String, Object>> facts(PictureFile picture);
    }

    private static final Map<String, Origin> OTHERS = origins();

    public Reading {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    private static Map<String, Origin> origins() {
        var all = new LinkedHashMap<String, Origin>();
        all.put("NovelAI", NovelAi::facts);
        all.put("InvokeAI", InvokeAi::facts);
        all.put("ComfyUI", ComfyUi::facts);
        return all;
    }

    /** @throws mezzotint.plugin.Problem of kind {@code TOO_LARGE} */
    public static Reading of(String infotext) {
        if (!infotext.contains("App: SD.Next")) {
            return new Reading("AUTOMATIC1111", infotext, GenerationParameters.parse(infotext));
        }
        Map<String, Object> facts = SdNextParameters.parse(infotext);
        facts.values().removeIf(value -> value == null);
        return new Reading("SD.Next", infotext, facts);
    }

    /**
     * What a picture says; empty if it says nothing.
     *
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if what it says is damaged, or of kind {@code TOO_LARGE}
     */
    public static Optional<Reading> of(PictureFile picture) {
        for (var origin : OTHERS.entrySet()) {
            Optional<Map<String, Object>> facts = origin.getValue().facts(picture);
            if (facts.isPresent()) {
                return Optional.of(new Reading(origin.getKey(), text(facts.get()), facts.get()));
            }
        }
        return picture.infotext().map(Reading::of);
    }

    private static String text(Map<String, Object> facts) {
        var rest = new LinkedHashMap<String, Object>(facts);
        String prompt = String.valueOf(rest.remove("Prompt"));
        String negative = String.valueOf(rest.remove("Negative prompt"));
        List<Object> size = java.util.Arrays.asList(rest.remove("Size-1"), rest.remove("Size-2"));
        rest.put("Size", size.contains(null) ? null : size.get(0) + "x" + size.get(1));
        return InfotextWriter.write(prompt, negative, rest);
    }
}
