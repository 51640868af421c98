package mezzotint.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.stream.IntStream;
import mezzotint.image.Image;
import mezzotint.studio.Job;
import org.junit.jupiter.api.Test;

class RecentPicturesTest {

    private static final Image LARGE = Image.paint(2048, 2048, (x, y) -> 0);

    private static final long PIXELS = 2048 * 2048;

    private final RecentPictures recent = new RecentPictures(4 * PIXELS, 6 * PIXELS);

    private void put(int number, String place) {
        recent.put(new Job.Result("picture " + number, place, 1, 2048, 2048, ""), LARGE);
    }

    @Test
    void has_room_again_for_what_is_removed() {
        for (int i = 0; i < 4; i++) {
            put(i, "file:/" + i);
        }
        recent.remove("picture 1");
        recent.remove("never there");
        put(4, "file:/4");
        assertEquals(Optional.empty(), recent.get("picture 1"));
        assertTrue(recent.get("picture 0").isPresent(), "nothing else had to go");
        put(5, "file:/5");
        assertEquals(Optional.empty(), recent.get("picture 2"), "the one used longest ago goes");
    }

    @Test
    void what_no_sink_has_stays_longest() {
        put(0, "");
        for (int i = 1; i < 9; i++) {
            put(i, "file:/" + i);
        }
        assertTrue(recent.has("picture 0"), "there is no other copy of it");
        assertEquals(3, IntStream.range(1, 9).filter(i -> recent.has("picture " + i)).count());
        for (int i = 9; i < 15; i++) {
            put(i, "");
        }
        assertEquals(6, IntStream.range(0, 15).filter(i -> recent.has("picture " + i)).count(), "also of those only so many");
        assertTrue(recent.has("picture 14"));
    }
}
