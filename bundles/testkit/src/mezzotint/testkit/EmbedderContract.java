package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mezzotint.catalog.Embedder;
import mezzotint.plugin.Hook;
import org.junit.jupiter.api.Test;

/** What holds for everything that turns texts into vectors. */
public interface EmbedderContract extends PluginContract {

    Embedder embedder();

    @Override
    default Hook<?> plugin() {
        return embedder();
    }

    @Test
    default void namesItsModel() {
        assertFalse(embedder().model().isBlank());
    }

    @Test
    default void givesVectorsOfLengthOneForAnyText() {
        int size = embedder().embed("a cat").length;
        for (String text : List.of("", " ", "a cat", "größer 猫 🙂 \u0000", "word ".repeat(5000), "x".repeat(5000))) {
            float[] vector = embedder().embed(text);
            assertEquals(size, vector.length);
            assertEquals(1, dot(vector, vector), 1e-4, "the length of the vector of " + text.length() + " characters");
        }
    }

    @Test
    default void doesTheSameTwice() {
        assertArrayEquals(embedder().embed("a cat on a mat"), embedder().embed("a cat on a mat"));
    }

    @Test
    default void isNearerToWhatIsAlike() {
        float[] cat = embedder().embed("pictures of cats");
        assertTrue(dot(cat, embedder().embed("a picture of a cat")) > dot(cat, embedder().embed("quarterly tax report")), "cats are as near to taxes as to cats");
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * (double) b[i];
        }
        return sum;
    }
}
