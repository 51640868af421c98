package mezzotint.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import mezzotint.graph.Drawing;
import mezzotint.graph.Graph;
import mezzotint.graph.Op;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import mezzotint.testkit.MemoryCheckpoint;
import mezzotint.text.Embedding;
import mezzotint.text.EmbeddingFile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class EmbeddingFileTest {

    private static EmbeddingFile file(Map<String, int[]> shapes) {
        var tensors = new HashMap<String, Tensor>();
        shapes.forEach((name, shape) -> tensors.put(name, Tensor.zeros(shape)));
        return EmbeddingFile.of("ink", MemoryCheckpoint.of(tensors));
    }

    /** A vocabulary of ten words. */
    private static Graph words(int width) {
        var draw = new Drawing(tensor -> new int[] {10, width});
        return draw.graph(draw.name(draw.node(Op.EMBED, List.of(draw.input("ids", "batch", "tokens"), draw.weight("table"))), "y"));
    }

    @Test
    void itsVectorsFollowTheWords() {
        EmbeddingFile first = file(Map.of("emb_params", new int[] {3, 4}));
        EmbeddingFile.Appended once = first.appended(words(4), "a/");
        EmbeddingFile.Appended twice = file(Map.of("<ink>", new int[] {4})).appended(once.graph(), "b/");
        assertEquals(new Embedding("ink", 10, 3), once.embedding());
        assertEquals(new Embedding("ink", 13, 1), twice.embedding());
        assertEquals("[14, 4]", twice.graph().shapes().get("table").toString());
        assertEquals(words(4).shapes().get("y"), twice.graph().shapes().get("y"));
        assertTrue(twice.graph().byName().keySet().containsAll(Set.of("a/emb_params", "b/<ink>")), twice.graph().toString());
    }

    @Test
    void aFileForTwoEncodersGivesEachItsOwn() {
        EmbeddingFile file = file(Map.of("clip_l", new int[] {2, 4}, "clip_g", new int[] {2, 6}));
        file.check(List.of(words(4), words(6)));
        assertTrue(file.appended(words(6), "a/").graph().byName().containsKey("a/clip_g"));
        assertTrue(file.appended(words(4), "a/").graph().byName().containsKey("a/clip_l"));
        assertTrue(assertThrows(Problem.class, () -> file.check(List.of(words(4)))).getMessage().contains("vectors of 4 and 6 values, and the words of this model have 4"));
    }

    @TestFactory
    Stream<DynamicTest> whatElseAFileHoldsIsNoWord() {
        return Stream.<Map<String, int[]>>of(Map.of(), Map.of("a", new int[] {1, 4}, "b", new int[] {1, 4}), Map.of("a", new int[] {1, 2, 3}), Map.of("a", new int[] {0, 4}),
                Map.of("clip_l", new int[] {2, 4}, "clip_g", new int[] {3, 6}), Map.of("clip_l", new int[] {2, 4}, "clip_g", new int[] {2, 4}),
                Map.of("string_to_param.a", new int[] {1, 4}, "string_to_param.b", new int[] {1, 4})).map(shapes -> DynamicTest.dynamicTest(shapes.keySet().toString(), () ->
                        assertEquals(Problem.Kind.INVALID, assertThrows(Problem.class, () -> file(shapes)).kind())));
    }

    @Test
    void whatTrainersSaveBesideItIsLeft() {
        assertEquals(Map.of("string_to_param.*", List.of(3, 4)), file(Map.of("string_to_param.*", new int[] {3, 4}, "optimizer", new int[] {9})).tensors());
    }
}
