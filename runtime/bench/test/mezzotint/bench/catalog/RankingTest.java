package mezzotint.bench.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingTest {

    @Test
    void the_area_is_the_share_of_pairs_in_order() {
        var random = new Random(1);
        var ranking = new Ranking();
        var values = new double[60];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(8);
            ranking.add(values[i], i % 3 == 0);
        }
        double above = 0;
        int pairs = 0;
        for (int i = 0; i < values.length; i += 3) {
            for (int j = 0; j < values.length; j++) {
                if (j % 3 != 0) {
                    above += values[i] > values[j] ? 1 : values[i] == values[j] ? .5 : 0;
                    pairs++;
                }
            }
        }
        assertEquals(above / pairs, ranking.area(), 1e-12);
        assertEquals(20, ranking.positives());
        assertEquals(60, ranking.size());
    }
}
