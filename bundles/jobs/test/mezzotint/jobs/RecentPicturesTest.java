package mezzotint.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import mezzotint.image.Image;
import org.junit.jupiter.api.Test;

class RecentPicturesTest {

    private static final Image LARGE = Image.paint(2048, 2048, (x, y) -> 0);

    private final RecentPictures recent = new RecentPictures();

    @Test
    void has_room_again_for_what_is_removed() {
        for (int i = 0; i < 4; i++) {
            recent.put("picture " + i, LARGE);
        }
        recent.remove("picture 1");
        recent.remove("never there");
        recent.put("picture 4", LARGE);
        assertEquals(Optional.empty(), recent.get("picture 1"));
        assertTrue(recent.get("picture 0").isPresent(), "nothing else had to go");
        recent.put("picture 5", LARGE);
        assertEquals(Optional.empty(), recent.get("picture 2"), "the one used longest ago goes");
    }
}
