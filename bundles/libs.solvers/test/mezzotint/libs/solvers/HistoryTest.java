package mezzotint.libs.solvers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {

    @Test
    void keepsTheNewest() {
        var history = new History<Integer>(3);
        for (int i = 1; i <= 1000; i++) {
            history.add(i);
            assertEquals(Math.min(3, i), history.size());
            assertEquals(i, history.get(0));
        }
        assertEquals(List.of(1000, 999, 998), history.newestFirst());
        history.replace(0);
        assertEquals(List.of(0, 999, 998), history.newestFirst());
    }

    @Test
    void ofOneHoldsTheLast() {
        var history = new History<String>(1);
        history.add("a");
        history.add("b");
        assertEquals(List.of("b"), history.newestFirst());
    }
}
