package mezzotint.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SizeTest {

    private final Size h = Size.of("h");

    @Test
    void numbersAreWorkedOutAtOnce() {
        assertEquals(Size.of(5), Size.of(2).plus(Size.of(3)));
        assertEquals(Size.of(6), Size.of(2).times(Size.of(3)));
        assertEquals(Size.of(4), Size.of(8).windows(3, 2, 2));
    }

    @Test
    void paddingThatAWindowTakesBackLeavesTheSize() {
        assertEquals(h, h.windows(3, 1, 2));
        assertEquals(h, h.plus(Size.of(2)).plus(Size.of(-2)));
        assertEquals(h, Size.of(1).times(h).times(Size.of(1)));
    }

    @Test
    void windowsAreRoundedDown() {
        Size windows = h.windows(3, 2, 1);
        assertEquals(4, windows.bind(Map.of("h", 8)));
        assertEquals(4, windows.bind(Map.of("h", 9)));
        assertEquals(0, windows.bind(Map.of("h", 1)));
        assertEquals(Size.of(0), Size.of(1).windows(3, 2, 1));
    }

    @Test
    void oneOrManyIsBoundUnderItsOwnText() {
        Size many = Size.of("1|batch");
        assertEquals(new Size.OneOr("batch"), many);
        assertEquals(1, many.bind(Map.of("batch", 4)));
        assertEquals(4, many.bind(Map.of("1|batch", 4)));
    }

    @Test
    void sumsAndProductsAreBound() {
        Size size = h.plus(Size.of(1)).times(Size.of("w"));
        assertEquals("(h + 1)*w", size.toString());
        assertEquals(20, size.bind(Map.of("h", 4, "w", 4)));
    }

    @Test
    void namesWithoutAValueAreTold() {
        var e = assertThrows(IllegalArgumentException.class, () -> h.bind(Map.of("w", 4)));
        assertEquals("no value is given for h", e.getMessage());
    }
}
