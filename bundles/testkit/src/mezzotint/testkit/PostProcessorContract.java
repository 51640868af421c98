package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Arrays;
import java.util.Map;
import mezzotint.image.Image;
import mezzotint.image.PostProcessor;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Parameters;
import org.junit.jupiter.api.Test;

/** What holds for everything that works on finished pictures. */
public interface PostProcessorContract<P extends Record> extends PluginContract {

    PostProcessor<P> processor();

    @Override
    default Hook<?> plugin() {
        return processor();
    }

    @Test
    default void takesPicturesOfAnySize() {
        for (int[] size : new int[][] {{1, 1}, {64, 48}, {1, 300}, {37, 53}}) {
            assertNotNull(apply(picture(size[0], size[1])), () -> "no picture for one of " + size[0] + "x" + size[1]);
        }
    }

    @Test
    default void doesSomething() {
        Image image = picture(64, 48);
        assertFalse(Arrays.equals(image.toTensor().toArray(), apply(image).toTensor().toArray()), "the picture is as it was");
    }

    @Test
    default void doesTheSameTwice() {
        assertArrayEquals(apply(picture(64, 48)).toTensor().toArray(), apply(picture(64, 48)).toTensor().toArray());
    }

    private Image apply(Image image) {
        PostProcessor<P> processor = processor();
        return processor.apply(image, Parameters.of(processor, Map.of()));
    }

    private static Image picture(int width, int height) {
        return Image.paint(width, height, (x, y) -> x * 37 % 256 << 16 | y * 91 % 256 << 8 | (x + y) * 13 % 256);
    }
}
