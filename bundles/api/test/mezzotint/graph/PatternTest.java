package mezzotint.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PatternTest {

    private static void wrong(Executable what, String word) {
        String message = assertThrows(IllegalArgumentException.class, what).getMessage();
        assertTrue(message.contains(word), message);
    }

    @Test
    void readsGroupsAndWritesThemAgain() {
        Pattern pattern = Pattern.parse("  b (h  w) c->b c h w 1 ");
        assertEquals(List.of(List.of("b"), List.of("h", "w"), List.of("c")), pattern.from());
        assertEquals(List.of(), pattern.to().get(4));
        assertEquals("b (h w) c -> b c h w 1", pattern.toString());
    }

    @Test
    void onesAndEmptySidesHaveNoNames() {
        assertEquals(List.of(List.of("h"), List.of()), Pattern.side("(1 h) ()"));
        assertEquals(List.of(), Pattern.parse("1 -> ").to());
    }

    @Test
    void namesStandOnceOnEachSide() {
        wrong(() -> Pattern.parse("a b -> a"), "b once on each side");
        wrong(() -> Pattern.parse("a -> a b"), "b once on each side");
        wrong(() -> Pattern.parse("a a -> a"), "a once on each side");
        wrong(() -> Pattern.parse("a -> (a a)"), "a once on each side");
    }

    @Test
    void halfPatternsAreRefused() {
        wrong(() -> Pattern.parse("a b"), "a b has no two sides");
        wrong(() -> Pattern.parse("a -> a -> a"), "no two sides");
        wrong(() -> Pattern.side("(a b"), "brackets");
        wrong(() -> Pattern.side("a(b c)"), "brackets");
        wrong(() -> Pattern.side("((a b) c)"), "brackets");
    }

    @Test
    void oneLengthOfAGroupIsWorkedOut() {
        var lengths = Pattern.parse("b (h w) -> b h w").lengths(new int[] {2, 12}, Map.of("h", 3));
        assertEquals(Map.of("b", 2, "h", 3, "w", 4), lengths);
    }

    @Test
    void lengthsThatDoNotFitAreRefused() {
        Pattern pattern = Pattern.parse("b (h w) -> b h w");
        wrong(() -> pattern.lengths(new int[] {2, 12}, Map.of()), "both h and w open");
        wrong(() -> pattern.lengths(new int[] {2, 12}, Map.of("h", 5)), "[h, w] do not make 12");
        wrong(() -> pattern.lengths(new int[] {2, 12}, Map.of("h", 3, "w", 2)), "[h, w] do not make 12");
        wrong(() -> pattern.lengths(new int[] {2}, Map.of("h", 3)), "takes 2 axes, not [2]");
        wrong(() -> Pattern.parse("a 1 -> a").lengths(new int[] {2, 2}, Map.of()), "[] do not make 2");
    }
}
