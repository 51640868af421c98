package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mezzotint.image.Image;
import mezzotint.model.Latents;
import mezzotint.model.Previewer;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Parameters;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What holds for every preview. */
public interface PreviewerContract<P extends Record> extends PluginContract {

    Previewer<P> previewer();

    @Override
    default Hook<?> plugin() {
        return previewer();
    }

    @Test
    default void keepsTheProportionsOfTheLatent() {
        for (int channels : new int[] {4, 8, 16}) {
            Image image = preview(MemoryCheckpoint.random(1, channels, 8, 12));
            assertEquals(12 * image.height(), 8 * image.width(), () -> "a latent of 12x8 gives " + image.width() + "x" + image.height());
        }
    }

    @Test
    default void showsWhatIsThere() {
        assertFalse(Arrays.equals(preview(MemoryCheckpoint.random(1, 4, 8, 8)).toTensor().toArray(),
                preview(Tensor.zeros(1, 4, 8, 8)).toTensor().toArray()), "every latent gives the same picture");
    }

    /** Early latents are pure noise, far outside of what a picture has. */
    @Test
    default void bearsLatentsFarOut() {
        preview(MemoryCheckpoint.random(1, 4, 8, 8).times(1e6));
        preview(Tensor.zeros(1, 4, 8, 8).map(zero -> Double.NaN));
    }

    private Image preview(Tensor latent) {
        Previewer<P> previewer = previewer();
        return previewer.preview(latent, new Latents(latent.size(1), 8, List.of()), Parameters.of(previewer, Map.of()));
    }
}
