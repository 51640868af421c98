package mezzotint.libs.search;

import java.util.List;
import java.util.function.IntPredicate;

/** Vectors of texts, searched one after the other: exact but for the 8 bits, and fast enough to some 200,000. Immutable, for any number of threads. */
public final class VectorIndex {

    private final byte[] values;
    private final float[] scales;
    private final int size;

    /** @param vectors all of one size; null for a text that has none, which is never found */
    public VectorIndex(List<Vector8> vectors) {
        size = vectors.stream().filter(v -> v != null).findFirst().map(v -> v.values().length).orElse(0);
        values = new byte[vectors.size() * size];
        scales = new float[vectors.size()];
        for (int i = 0; i < scales.length; i++) {
            Vector8 vector = vectors.get(i);
            if (vector != null) {
                System.arraycopy(vector.values(), 0, values, i * size, size);
                scales[i] = vector.scale();
            }
        }
    }

    /**
     * The texts nearest to a vector.
     *
     * @param allowed which texts may be found, by their places
     * @param count how many at most
     * @return nearest first, with their cosines
     */
    public List<Hit> search(Vector8 query, IntPredicate allowed, int count) {
        var best = new Best(count);
        for (int i = 0; i < scales.length; i++) {
            if (scales[i] > 0 && allowed.test(i)) {
                best.offer(i, cosine(query, i));
            }
        }
        return best.hits();
    }

    /** How near a text is to a vector, 1 at most; 0 if the text has no vector. */
    public double cosine(Vector8 query, int document) {
        return scales[document] == 0 ? 0 : query.dot(values, document * size) * (double) query.scale() * scales[document];
    }
}
