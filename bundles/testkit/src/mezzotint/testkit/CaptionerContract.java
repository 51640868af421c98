package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.Map;
import mezzotint.image.Caption;
import mezzotint.image.Captioner;
import mezzotint.image.Image;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Parameters;
import org.junit.jupiter.api.Test;

/** What holds for everything that says what a picture shows. */
public interface CaptionerContract<P extends Record> extends PluginContract {

    Captioner<P> captioner();

    @Override
    default Hook<?> plugin() {
        return captioner();
    }

    @Test
    default void describesPicturesOfAnySize() {
        for (int[] size : new int[][] {{1, 1}, {64, 48}, {1, 300}, {37, 53}, {513, 200}}) {
            Caption caption = describe(picture(size[0], size[1]));
            assertTrue(caption.tags().stream().allMatch(tag -> tag.score() >= 0 && tag.score() <= 1 && !tag.name().isBlank()), caption.toString());
            assertEquals(caption.tags().stream().sorted(Comparator.comparing(Caption.Tag::score).reversed()).toList(), caption.tags(), "the surest first");
        }
    }

    @Test
    default void saysTheSameTwice() {
        assertEquals(describe(picture(64, 48)), describe(picture(64, 48)));
    }

    private Caption describe(Image image) {
        Captioner<P> captioner = captioner();
        return captioner.describe(image, Parameters.of(captioner, Map.of()));
    }

    private static Image picture(int width, int height) {
        return Image.paint(width, height, (x, y) -> x * 37 % 256 << 16 | y * 91 % 256 << 8 | (x + y) * 13 % 256);
    }
}
