package template.embedder;

import mezzotint.catalog.Embedder;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** Counts pairs of letters: texts are near each other that are spelled alike. */
@Component
@Plugin(id = "example", label = "Example")
public final class Example implements Embedder {

    private static final int SIZE = 256;

    @Override
    public String model() {
        return "pairs of letters 1";
    }

    @Override
    public float[] embed(String text) {
        var vector = new float[SIZE];
        vector[0] = 1e-3f; // so that an empty text has a direction too
        for (int i = 0; i + 1 < text.length(); i++) {
            vector[Math.floorMod(31 * text.charAt(i) + text.charAt(i + 1), SIZE)]++;
        }
        double square = 0;
        for (float value : vector) {
            square += value * (double) value;
        }
        for (int i = 0; i < SIZE; i++) {
            vector[i] /= (float) Math.sqrt(square);
        }
        return vector;
    }
}
