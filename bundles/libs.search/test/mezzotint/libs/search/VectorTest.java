package mezzotint.libs.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VectorTest {

    private static final int SIZE = 384;

    private static float[] vector(Random random) {
        var vector = new float[SIZE];
        double square = 0;
        for (int i = 0; i < SIZE; i++) {
            vector[i] = (float) random.nextGaussian();
            square += vector[i] * vector[i];
        }
        for (int i = 0; i < SIZE; i++) {
            vector[i] /= (float) Math.sqrt(square);
        }
        return vector;
    }

    private static double dot(float[] a, float[] b) {
        return IntStream.range(0, SIZE).mapToDouble(i -> a[i] * b[i]).sum();
    }

    @Test
    void eight_bits_are_enough_for_the_nearest() {
        var random = new Random(7);
        List<float[]> all = IntStream.range(0, 2000).mapToObj(i -> vector(random)).toList();
        var index = new VectorIndex(all.stream().map(Vector8::of).toList());
        int kept = 0;
        for (int query = 0; query < 50; query++) {
            float[] asked = vector(random);
            List<Integer> exact = IntStream.range(0, all.size()).mapToObj(i -> new Hit(i, dot(asked, all.get(i)))).sorted().limit(10).map(Hit::document).toList();
            List<Hit> found = index.search(Vector8.of(asked), i -> true, 10);
            kept += (int) found.stream().map(Hit::document).filter(exact::contains).count();
            found.forEach(hit -> assertEquals(dot(asked, all.get(hit.document())), hit.score(), .01));
        }
        assertTrue(kept >= 475, kept + " of 500 nearest");
    }

    @Test
    void a_text_without_a_vector_is_not_found() {
        float[] one = vector(new Random(1));
        var vectors = new ArrayList<Vector8>(Arrays.asList(null, Vector8.of(one), null, Vector8.of(one)));
        var index = new VectorIndex(vectors);
        assertEquals(List.of(1, 3), index.search(Vector8.of(one), i -> true, 10).stream().map(Hit::document).toList());
        assertEquals(List.of(3), index.search(Vector8.of(one), i -> i != 1, 10).stream().map(Hit::document).toList());
        assertEquals(0, index.cosine(Vector8.of(one), 0));
        assertEquals(1, index.cosine(Vector8.of(one), 1), .01);
        assertTrue(new VectorIndex(List.of()).search(Vector8.of(one), i -> true, 10).isEmpty());
    }

    @Test
    void a_vector_of_nothing_is_near_to_nothing() {
        assertEquals(0, Vector8.of(new float[SIZE]).dot(Vector8.of(vector(new Random(1)))));
    }
}
