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
        var walk = new Request.Walk(12, Choice.of("heun"), Choice.of("karras"), new Choice("cfg", guidance), Choice.of("torch"));
        var words = new Request.Words("a cat", unwanted, Choice.of("weights"), Choice.of(""));
        var request = new Request(model, words, new Request.Canvas(64, 32, 2, 40), walk, Choice.of(""), List.of(), List.of());
        return Infotext.of(request, 41, (hook, id) -> hook.getSimpleName() + " " + id);
    }

    @Test
    void tellsWhatDecidesThePicture() {
        assertEquals("""
                a cat
                Negative prompt: a dog
                Steps: 12, Sampler: Sampler heun, Schedule type: Schedule karras, CFG scale: 7, Seed: 41, Size: 64x32, \
                Model: tiny, RNG: CPU, Version: Mezzotint 1.0.0""", text("tiny", "a dog", Map.of("scale", 7.0)));
    }

    @Test
    void leavesOutWhatThereIsNot() {
        assertEquals("""
                a cat
                Steps: 12, Sampler: Sampler heun, Schedule type: Schedule karras, Seed: 41, Size: 64x32, \
                Model: tiny, RNG: CPU, Version: Mezzotint 1.0.0""", text("tiny", " ", Map.of()));
    }

    @Test
    void fractionsKeepTheirPoint() {
        assertTrue(text("tiny", "", Map.of("scale", 7.5)).contains("CFG scale: 7.5, "));
    }

    @Test
    void namesThatWouldPartTheFactsAreQuoted() {
        assertTrue(text("my \"v1, b\"", "", Map.of()).contains("Model: \"my \\\"v1, b\\\"\", RNG"));
    }
}
