package mezzotint.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import mezzotint.control.ImageToImage;
import mezzotint.core.guard.HookMisuse;
import mezzotint.core.registry.ConfiguredHook;
import mezzotint.diffusion.Denoiser;
import mezzotint.diffusion.StepHook;
import mezzotint.image.Image;
import mezzotint.plugin.Problem;
import mezzotint.studio.Progress;
import mezzotint.studio.Watcher;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.Test;

class WatchedDenoiserTest {

    private static final double[] SIGMAS = {8, 4, 2, 0};

    private final Tensor x = Tensor.of(new float[] {1, 2}, 1, 2);
    private final List<Progress> told = new ArrayList<>();
    private final List<ConfiguredHook<StepHook<Record>, Record>> hooks = new ArrayList<>();

    private record By(double factor, double more) {}

    private Denoiser watched(Denoiser inner, Watcher watcher) {
        return new WatchedDenoiser(inner, new ImageToImage.Start(x, SIGMAS), hooks, latent -> Optional.empty(), watcher);
    }

    private Denoiser watched() {
        return watched((x, sigma) -> x, told::add);
    }

    private List<Integer> steps(double... sigmas) {
        Denoiser watched = watched();
        for (double sigma : sigmas) {
            watched.denoise(x, sigma);
        }
        return told.stream().map(Progress::step).toList();
    }

    private void hook(double factor, double more, List<StepHook.Step> seen) {
        hooks.add(new ConfiguredHook<>((step, params) -> {
            seen.add(step);
            By by = (By) params;
            return step.denoised().map(v -> v * by.factor() + by.more());
        }, new By(factor, more)));
    }

    @Test
    void countsOneCallAStep() {
        assertEquals(List.of(1, 2, 3), steps(8, 4, 2));
        assertTrue(told.stream().allMatch(p -> p.steps() == 3 && p.stage().equals("denoising")));
    }

    @Test
    void aCallBetweenTwoLevelsBelongsToItsStep() {
        assertEquals(List.of(1, 1, 2, 2, 3), steps(8, Math.sqrt(32), 4, Math.sqrt(8), 2));
    }

    @Test
    void twoCallsAStepAreNotCountedTwice() {
        assertEquals(List.of(1, 2, 2, 3, 3), steps(8, 4, 4, 2, 2));
    }

    @Test
    void levelsThatAreRoundedStillCount() {
        assertEquals(List.of(1, 2), steps(8.000001, 4.000001));
    }

    @Test
    void nothingIsLeftAtTheEnd() {
        steps(8, 4, 2);
        assertTrue(told.get(0).secondsLeft() > 0);
        assertEquals(0, told.get(2).secondsLeft());
    }

    @Test
    void refusesWhatIsNoNumber() {
        Denoiser watched = watched((x, sigma) -> x.map(v -> Double.NaN), told::add);
        Problem problem = assertThrows(Problem.class, () -> watched.denoise(x, 4));
        assertEquals(Problem.Kind.INTERNAL, problem.kind());
        assertTrue(problem.getMessage().contains("sigma 4"), problem.getMessage());
        assertEquals(List.of(), told);
    }

    @Test
    void anotherNumberOfChannelsIsTheFaultOfWhoCalls() {
        assertThrows(HookMisuse.class, () -> watched().denoise(Tensor.zeros(1, 3), 4));
        assertThrows(HookMisuse.class, () -> watched().denoise(Tensor.zeros(2), 4));
    }

    /** Of the walk's own shape it is the user who asked for that size. */
    @Test
    void aSizeThatTheModelDoesNotTakeIsTheFaultOfWhoMadeItUp() {
        Denoiser watched = watched((x, sigma) -> {
            throw Problem.invalid("the node join is given [1, 2]", "give another size");
        }, told::add);
        assertThrows(Problem.class, () -> watched.denoise(x, 4));
        HookMisuse misuse = assertThrows(HookMisuse.class, () -> watched.denoise(Tensor.zeros(2, 2), 4));
        assertEquals("asked for a latent of the shape [2, 2], which the model does not take: the node join is given [1, 2]", misuse.getMessage());
    }

    @Test
    void hooksFollowEachOther() {
        var seen = new ArrayList<StepHook.Step>();
        hook(10, 0, seen);
        hook(1, 3, seen);
        assertArrayEquals(new float[] {13, 23}, watched().denoise(x, 8).toArray());
        assertArrayEquals(new float[] {1, 2}, seen.get(0).denoised().toArray());
        assertArrayEquals(new float[] {10, 20}, seen.get(1).denoised().toArray());
        assertSame(x, seen.get(1).x());
    }

    @Test
    void hooksAreToldTheNumberOfTheCall() {
        var seen = new ArrayList<StepHook.Step>();
        hook(1, 0, seen);
        steps(8, 4, 4, 2);
        assertEquals(List.of(0, 1, 2, 3), seen.stream().map(StepHook.Step::call).toList());
        assertEquals(List.of(8.0, 4.0, 4.0, 2.0), seen.stream().map(StepHook.Step::sigma).toList());
    }

    @Test
    void previewsWhatTheHooksMade() {
        hook(0, 5, new ArrayList<>());
        new WatchedDenoiser((x, sigma) -> x, new ImageToImage.Start(x, SIGMAS), hooks,
                latent -> Optional.of(Image.paint(1, 1, (x, y) -> (int) latent.toArray()[0])), told::add).denoise(x, 8);
        assertEquals(5, told.get(0).preview().orElseThrow().rgb(0, 0));
    }

    @Test
    void cancellationPasses() {
        Denoiser watched = watched((x, sigma) -> x, progress -> {
            throw new CancellationException("enough");
        });
        assertEquals("enough", assertThrows(CancellationException.class, () -> watched.denoise(x, 8)).getMessage());
    }
}
