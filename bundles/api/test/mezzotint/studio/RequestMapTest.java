package mezzotint.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mezzotint.plugin.Choice;
import org.junit.jupiter.api.Test;

class RequestMapTest {

    private static Request request(Choice guidance) {
        return new Request("m", new Request.Words("a \"cat\"\n\u732b", "", Choice.of("weights"), Choice.of("")),
                new Request.Canvas(64, 32, 2, 1L << 60),
                new Request.Walk(7, new Choice("eulera", Map.of("eta", 0.5)), Choice.of("automatic"), guidance, Choice.of("torch")),
                Choice.of("java"), List.of(new Choice("slicing", Map.of("queries", 64L, "fast", true))), List.of(Choice.of("slow")));
    }

    @Test
    void readsWhatItWrote() {
        for (Choice guidance : List.of(new Choice("cfg", Map.of("scale", 7.5)), new Choice("cfg", Map.of("scale", 7L, "rescale", 0.7)), Choice.of("none"))) {
            assertEquals(request(guidance), RequestMap.read(RequestMap.of(request(guidance))));
        }
    }

    @Test
    void readsWhatPicturesHaveToSay() {
        Request plain = request(Choice.of("none"));
        var steered = new Request(plain.model(), plain.words(), plain.canvas(), plain.walk(), plain.backend(), plain.optimizers(), plain.watchers(),
                new Choice("start", Map.of("picture", "upload:1", "strength", 0.5)), List.of(new Choice("edges", Map.of("weight", 1.5)), Choice.of("depth")),
                List.of(Choice.of("faces")));
        assertEquals(steered, RequestMap.read(RequestMap.of(steered)));
        assertEquals(steered.with(plain.walk()), steered);
        assertFalse(RequestMap.of(plain).containsKey("image"), "most requests have none");
    }

    @Test
    void callsTheScaleAsUsersDo() {
        Map<String, Object> map = RequestMap.of(request(new Choice("cfg", Map.of("scale", 7.5))));
        assertEquals(7.5, map.get("cfg"));
        assertEquals("cfg", map.get("guidance"));
        assertFalse(RequestMap.of(request(Choice.of("none"))).containsKey("cfg"));
    }

    @Test
    void refusesWhatIsNotWhole() {
        for (String field : List.of("model", "width", "sampler", "watchers")) {
            var map = new HashMap<>(RequestMap.of(request(Choice.of("none"))));
            map.remove(field);
            assertThrows(IllegalArgumentException.class, () -> RequestMap.read(map), field);
        }
    }
}
