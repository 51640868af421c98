package mezzotint.core.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import mezzotint.plugin.Choice;
import mezzotint.plugin.None;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugins;
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
        return text(request, List.of(entry("sampler", "heun", "Sampler heun", None.class), entry("schedule", "karras", "Schedule karras", None.class)));
    }

    private static String text(Request request, List<Plugins.Entry> makers) {
        return Infotext.of(request, "0123456789" + "a".repeat(54), Map.of(), 41, 1, makers);
    }

    private static Plugins.Entry entry(String hook, String id, String label, Class<? extends Record> params, String... aliases) {
        return new Plugins.Entry(hook, id, label, List.of(aliases), "", "bundle", "1.0.0", params, true);
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

    public enum Solver { MIDPOINT, HEUN }

    /** Of a sampler. */
    public record Stirring(@Param(label = "Eta", infotext = "Eta") double eta, @Param(label = "Churn", infotext = "Sigma churn") double churn,
            @Param(label = "Solver") Solver solver) {

        public Stirring() {
            this(1, 0, Solver.MIDPOINT);
        }
    }

    /** Of a plugin that begins at a picture. */
    public record Begun(@Param(label = "Strength") double strength, @Param(label = "Blur", infotext = "Mask blur") int blur,
            @Param(label = "Only", infotext = {"Inpaint area", "true=Only masked"}) boolean only) {

        public Begun() {
            this(0.75, 4, false);
        }
    }

    private static String begun(Map<String, Object> params) {
        var walk = new Request.Walk(12, Choice.of("euler"), Choice.of("karras"), Choice.of("cfg"), Choice.of("philox"));
        var request = new Request("tiny", new Request.Words("a cat", "", Choice.of("plain"), Choice.of("")), new Request.Canvas(64, 32, 1, 40), walk,
                Choice.of(""), List.of(), List.of(), new Choice("inpaint", params), List.of(), List.of());
        return text(request, List.of(entry("imagetoimage", "inpaint", "Inpaint", Begun.class)));
    }

    @Test
    void tellsHowItBeganAsA1111Does() {
        assertTrue(begun(Map.of()).contains("Model: tiny, Denoising strength: 0.75, RNG: NV, Mask blur: 4, Version"), begun(Map.of()));
        assertTrue(begun(Map.of("strength", 0.5, "blur", 0, "only", true)).contains("Denoising strength: 0.5, RNG: NV, Inpaint area: Only masked, Version"));
    }

    public enum Kind { ORIGINAL, NO_NORM }

    /** Of an encoder. */
    public record Reading(@Param(label = "Clip skip", infotext = "Clip skip") int skip,
            @Param(label = "Emphasis", infotext = {"Emphasis", "no_norm=No norm"}) Kind emphasis, @Param(label = "Secret") double secret) {

        public Reading() {
            this(1, Kind.ORIGINAL, 0);
        }
    }

    /** Of a parser. */
    public record Notation(@Param(label = "Read", infotext = {"Emphasis", "false=None"}) boolean read) {

        public Notation() {
            this(true);
        }
    }

    private static String tuned(Map<String, Object> sampler, Map<String, Object> encoder, Map<String, Object> parser) {
        var walk = new Request.Walk(12, new Choice("stirring", sampler), Choice.of("karras"), Choice.of("cfg"), Choice.of("philox"));
        var words = new Request.Words("a cat", "", new Choice("notation", parser), new Choice("", encoder));
        var request = new Request("tiny", words, new Request.Canvas(64, 32, 1, 40), walk, Choice.of(""), List.of(), List.of());
        return text(request, List.of(entry("sampler", "stirring", "Stirring", Stirring.class, "Stirring Heun (solver=heun)", "stirring_eta (eta=0)", "wrong (solver=nobody)", "odd (none=1)"),
                entry("textencoder", "clip", "CLIP", Reading.class), entry("promptparser", "notation", "Notation", Notation.class)));
    }

    @Test
    void tellsTheParametersOfPluginsAsA1111SpellsThem() {
        assertTrue(tuned(Map.of("eta", 0, "churn", 10.0), Map.of(), Map.of()).contains("Sampler: Stirring, "), "eta has a fact of its own");
        assertTrue(tuned(Map.of("eta", 0, "churn", 10.0), Map.of(), Map.of()).contains("Eta: 0, Sigma churn: 10, Version"));
        assertTrue(tuned(Map.of("eta", 0.35), Map.of("skip", 2, "emphasis", "no_norm", "secret", 5), Map.of()).contains("Clip skip: 2, RNG: NV, Eta: 0.35, "
                + "Emphasis: No norm, Version"));
        assertTrue(tuned(Map.of(), Map.of(), Map.of("read", false)).contains("RNG: NV, Emphasis: None, Version"));
        assertTrue(tuned(Map.of("solver", "heun"), Map.of(), Map.of()).contains("Sampler: Stirring Heun, Schedule type"));
    }

    @Test
    void defaultsAreLeftOut() {
        String plain = tuned(Map.of(), Map.of(), Map.of());
        assertEquals(plain, tuned(Map.of("eta", 1, "churn", 0.0, "solver", "midpoint"), Map.of("skip", 1, "emphasis", "original"), Map.of("read", true)));
        assertTrue(!plain.contains("Eta") && !plain.contains("Emphasis"), plain);
    }

    @Test
    void namesThatWouldPartTheFactsAreQuoted() {
        assertTrue(text("my \"v1, b\"", "", Map.of()).contains("Model: \"my \\\"v1, b\\\"\", RNG"));
    }
}
