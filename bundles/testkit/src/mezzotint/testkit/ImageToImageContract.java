package mezzotint.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.CancellationException;
import mezzotint.control.ImageToImage;
import mezzotint.control.ImageToImage.Start;
import mezzotint.diffusion.Denoiser;
import mezzotint.image.Image;
import mezzotint.plugin.Hook;
import mezzotint.plugin.Parameters;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What holds for everything that begins a walk at a picture. */
public interface ImageToImageContract<P extends Record> extends PluginContract {

    double[] LEVELS = {14.6, 8, 4, 2, 1, 0.5, 0.2, 0.1, 0.03, 0};

    ImageToImage<P> start();

    /** Parameters with which it begins, beside those it has by itself. */
    default Map<String, Object> params() {
        return Map.of("picture", "a picture");
    }

    @Override
    default Hook<?> plugin() {
        return start();
    }

    @Test
    default void beginsAtALatentOfTheWalkAndEndsWhereItEnds() {
        Start start = begin();
        assertArrayEquals(SmallContext.SHAPE, start.x().shape());
        assertTrue(start.x().isFinite(), "the latent is not finite");
        double[] sigmas = start.sigmas();
        assertTrue(sigmas.length > 1 && sigmas.length <= LEVELS.length, "there are " + sigmas.length + " levels");
        assertEquals(0, sigmas[sigmas.length - 1]);
        for (int i = 1; i < sigmas.length; i++) {
            assertTrue(sigmas[i] < sigmas[i - 1], "the levels do not fall");
        }
    }

    @Test
    default void hasAsMuchNoiseAsItsFirstLevel() {
        Start start = begin();
        double rms = start.x().rms();
        assertTrue(rms > 0.7 * start.sigmas()[0] && rms < 1.3 * start.sigmas()[0] + 2, "rms " + rms + " at level " + start.sigmas()[0]);
    }

    @Test
    default void asksForStepsAndLeavesSome() {
        ImageToImage<P> plugin = start();
        for (int asked : new int[] {1, 2, 9, 150}) {
            assertTrue(plugin.steps(asked, Parameters.of(plugin, params())) >= 1);
        }
    }

    @Test
    default void endsWithAPicture() {
        ImageToImage<P> plugin = start();
        var context = new SmallContext(LEVELS);
        Image made = Image.paint(context.width(), context.height(), (x, y) -> x << 8 | y);
        assertTrue(plugin.finish(made, context, Parameters.of(plugin, params())).width() > 0);
    }

    @Test
    default void beginsTheSameTwice() {
        assertArrayEquals(begin().x().toArray(), begin().x().toArray());
    }

    @Test
    default void holdsALatentOfTheSameShape() {
        Tensor x = MemoryCheckpoint.random(SmallContext.SHAPE);
        Tensor answer = hold((at, sigma) -> at.over(1 + sigma * sigma)).denoise(x, 3);
        assertArrayEquals(x.shape(), answer.shape());
        assertTrue(answer.isFinite(), "the answer is not finite");
    }

    @Test
    default void letsCancellationPass() {
        assertThrows(CancellationException.class, () -> hold((x, sigma) -> {
            throw new CancellationException();
        }).denoise(MemoryCheckpoint.random(SmallContext.SHAPE), 3));
    }

    private Start begin() {
        ImageToImage<P> plugin = start();
        return plugin.begin(new SmallContext(LEVELS), Parameters.of(plugin, params()));
    }

    private Denoiser hold(Denoiser denoiser) {
        ImageToImage<P> plugin = start();
        return plugin.hold(denoiser, begin(), Parameters.of(plugin, params()));
    }
}
