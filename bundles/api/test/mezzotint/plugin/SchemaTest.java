package mezzotint.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaTest {

    public enum Kind { LINEAR, LOG_LINEAR }

    public record Some(
            @Param(label = "Width", help = "How wide.", min = 8, max = 64, step = 8, unit = "px") int width,
            @Param(label = "Eta", min = 0) double eta,
            boolean flag, String text, long seed, Kind kind) {

        public Some() {
            this(16, 0.5, true, "a", -1, Kind.LOG_LINEAR);
        }
    }

    @SuppressWarnings("unchecked")
    private final Map<String, Object> properties = (Map<String, Object>) Schema.of(Some.class).get("properties");

    @Test
    void listsPropertiesInTheirOrderAndNoOthers() {
        assertEquals(List.of("width", "eta", "flag", "text", "seed", "kind"), List.copyOf(properties.keySet()));
        assertEquals("object", Schema.of(Some.class).get("type"));
        assertEquals(false, Schema.of(Some.class).get("additionalProperties"));
    }

    @Test
    void tellsWhatAParameterSaysOfItself() {
        assertEquals(Map.of("type", "integer", "title", "Width", "description", "How wide.", "minimum", 8.0, "maximum", 64.0,
                "x-step", 8.0, "x-unit", "px", "default", 16), properties.get("width"));
    }

    @Test
    void leavesOutWhatIsNotSaid() {
        assertEquals(Map.of("type", "number", "title", "Eta", "minimum", 0.0, "default", 0.5), properties.get("eta"));
        assertEquals(Map.of("type", "boolean", "default", true), properties.get("flag"));
        assertEquals(Map.of("type", "string", "default", "a"), properties.get("text"));
        assertEquals(Map.of("type", "integer", "default", -1L), properties.get("seed"));
    }

    @Test
    void spellsChoicesAsTheyAreRead() {
        assertEquals(Map.of("type", "string", "enum", List.of("linear", "log_linear"), "default", "log_linear"), properties.get("kind"));
        assertEquals(Kind.LOG_LINEAR, Parameters.read(Some.class, Map.of("kind", "log_linear")).kind());
    }

    public record Formatted(@Param(label = "Network", format = "file:ESRGAN") String network, @Param(label = "Paper", format = "color") String paper) {

        public Formatted() {
            this("", "");
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void tellsWhatATextStandsFor() {
        var formatted = (Map<String, Object>) Schema.of(Formatted.class).get("properties");
        assertEquals(Map.of("type", "string", "title", "Network", "format", "file:ESRGAN", "default", ""), formatted.get("network"));
        assertEquals(new Formatted("any", "#C0ffee"), Parameters.read(Formatted.class, Map.of("network", "any", "paper", "#C0ffee")));
        assertEquals(new Formatted(), Parameters.read(Formatted.class, Map.of("paper", "")));
        for (String wrong : List.of("red", "#fff", "#c0ffeeff", " #c0ffee", "#c0ffeg")) {
            assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> Parameters.read(Formatted.class, Map.of("paper", wrong))).kind(), wrong);
        }
    }

    @Test
    void isEmptyWithoutParameters() {
        assertEquals(Map.of(), Schema.of(None.class).get("properties"));
    }
}
