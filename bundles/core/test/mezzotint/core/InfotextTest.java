package mezzotint.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import mezzotint.plugin.Choice;
import mezzotint.studio.Request;
import org.junit.jupiter.api.Test;

class InfotextTest {

    private static String text(String model, String unwanted, Map<String, Object> guidance) {
        return text(model, unwanted, guidance, Map.of());
    }

    private static String text(String model, String unwanted, Map<String, Object> guidance, Map<String, Object> noise) {
        var walk = new Request.Walk(12, Choice.of("heun"), Choice.of("karras"), new Choice("cfg", guidance), new Choice("torch", noise));
        var words = new Request.Words("a cat", unwanted, Choice.of("weights"), Choice.of(""));
        var request = new Request(model, words, new Request.Canvas(64, 32, 2, 40), walk, Choice.of(""), List.of(), List.of());
        return Infotext.of(request, "0123456789" + "a".repeat(54), 41, 1, (hook, id) -> hook.getSimpleName() + " " + id);
    }

    @Test
    void tellsWhatDecidesThePicture() {
        assertEquals("""
                a cat
                Negative prompt: a dog
                Steps: 12, Sampler: Sampler heun, Schedule type: Schedule karras, CFG scale: 7, Seed: 41, Size: 64x32, \
                Model hash: 0123456789, Model: tiny, RNG: CPU, Version: Mezzotint 1.0.0""", text("tiny", "a dog", Map.of("scale", 7.0)));
    }

    @Test
    void leavesOutWhatThereIsNot() {
        assertEquals("""
                a cat
                Steps: 12, Sampler: Sampler heun, Schedule type: Schedule karras, Seed: 41, Size: 64x32, \
                Model hash: 0123456789, Model: tiny, RNG: CPU, Version: Mezzotint 1.0.0""", text("tiny", " ", Map.of()));
    }

    @Test
    void fractionsKeepTheirPoint() {
        assertTrue(text("tiny", "", Map.of("scale", 7.5)).contains("CFG scale: 7.5, "));
    }

    @Test
    void tellsHowTheSeedWasVaried() {
        assertTrue(text("tiny", "", Map.of(), Map.of("variationSeed", 7L, "variationStrength", 0.3, "fromWidth", 32, "fromHeight", 64)).contains(
                "Model hash: 0123456789, Model: tiny, Variation seed: 8, Variation seed strength: 0.3, Seed resize from: 32x64, RNG: CPU"));
    }

    @Test
    void namesThatWouldPartTheFactsAreQuoted() {
        assertTrue(text("my \"v1, b\"", "", Map.of()).contains("Model: \"my \\\"v1, b\\\"\", RNG"));
    }
}
