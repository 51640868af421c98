package mezzotint.libs.infotext;

import java.util.Collections;
import java.util.LinkedHashMap;
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

    public Reading {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
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
     * What a picture says; empty if it says nothing. Infotext goes before what InvokeAI or ComfyUI leave in a form of their own.
     *
     * @throws mezzotint.plugin.Problem of kind {@code INVALID} if what it says is damaged, or of kind {@code TOO_LARGE}
     */
    public static Optional<Reading> of(PictureFile picture) {
        return NovelAi.facts(picture).map(facts -> new Reading("NovelAI", text(facts), facts))
                .or(() -> picture.infotext().map(Reading::of))
                .or(() -> InvokeAi.facts(picture).map(facts -> new Reading("InvokeAI", text(facts), facts)))
                .or(() -> ComfyUi.facts(picture).map(facts -> new Reading("ComfyUI", text(facts), facts)));
    }

    private static String text(Map<String, Object> facts) {
        var rest = new LinkedHashMap<String, Object>(facts);
        String prompt = String.valueOf(rest.remove("Prompt"));
        String negative = String.valueOf(rest.remove("Negative prompt"));
        Object width = rest.remove("Size-1");
        Object height = rest.remove("Size-2");
        rest.put("Size", width == null || height == null ? null : width + "x" + height);
        return InfotextWriter.write(prompt, negative, rest);
    }
}
