package mezzotint.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mezzotint.backend.Program;
import mezzotint.core.guard.HookMisuse;
import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Levels;
import mezzotint.graph.Graph;
import mezzotint.graph.Input;
import mezzotint.graph.Size;
import mezzotint.model.Latents;
import mezzotint.model.Networks;
import mezzotint.model.Prediction;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class NetworkModelTest {

    private static final double SIGMA = 2;

    private final Recorder network = new Recorder();
    private final Tensor x = Tensor.of(new float[] {1, -3}, 1, 1, 1, 2);

    /** Keeps what it is given, and answers x halved plus the first value of each row's context. */
    private static final class Recorder implements Program {

        final List<Map<String, Tensor>> runs = new ArrayList<>();

        @Override
        public Map<String, Tensor> run(Map<String, Tensor> inputs) {
            runs.add(inputs);
            var rows = new ArrayList<Tensor>();
            Tensor x = inputs.get("x");
            for (int i = 0; i < x.size(0); i++) {
                float told = inputs.get("context").rows(i, i + 1).toArray()[0];
                rows.add(x.rows(i, i + 1).map(v -> v / 2 + told));
            }
            return Map.of("out", Tensor.concat(rows));
        }

        @Override
        public long memory() {
            return 0;
        }

        @Override
        public void close() {}
    }

    /** A clock that tells a hundred times the level. */
    private static final class Clock implements Levels {

        @Override
        public int count() {
            return 1000;
        }

        @Override
        public double sigma(double timestep) {
            return timestep / 100;
        }

        @Override
        public double timestep(double sigma) {
            return sigma * 100;
        }
    }

    private NetworkModel model(Prediction prediction) {
        Graph denoiser = new Graph(List.of(
                new Input("x", List.of(Size.of("batch"), Size.of(1), Size.of("height"), Size.of("width")), false),
                new Input("time", List.of(Size.of("1|batch")), false),
                new Input("context", List.of(Size.of("batch"), Size.of("tokens"), Size.of(1)), false),
                new Input("pooled", List.of(Size.of("batch"), Size.of(1)), true)), List.of(), List.of());
        return new NetworkModel(new CheckedNetwork(network, () -> network), new Networks(denoiser, denoiser, denoiser, Map.of(), "", prediction, new Clock(),
                new Latents(1, 8, List.of())), Map.of());
    }

    private static Conditioning prompt(int tokens, float value) {
        float[] context = new float[tokens];
        context[0] = value;
        return new Conditioning(Map.of("context", Tensor.of(context, 1, tokens, 1)));
    }

    private void clean(Prediction prediction, double first, double second) {
        float[] out = model(prediction).denoise(x, SIGMA, List.of(prompt(1, 0.25f))).get(0).toArray();
        assertArrayEquals(new float[] {(float) first, (float) second}, out, 1e-6f);
    }

    private static double raw(double x) {
        return x / Math.sqrt(5) / 2 + 0.25;
    }

    @Test
    void takesPredictedNoiseAway() {
        clean(Prediction.NOISE, 1 - 2 * raw(1), -3 - 2 * raw(-3));
    }

    @Test
    void turnsVelocityBack() {
        clean(Prediction.VELOCITY, 1 / 5.0 - 2 / Math.sqrt(5) * raw(1), -3 / 5.0 - 2 / Math.sqrt(5) * raw(-3));
    }

    @Test
    void takesACleanAnswerAsItIs() {
        clean(Prediction.SAMPLE, raw(1), raw(-3));
    }

    @Test
    void refusesFlows() {
        var problem = assertThrows(Problem.class, () -> clean(Prediction.FLOW, 0, 0));
        assertEquals(Problem.Kind.UNSUPPORTED, problem.kind());
    }

    @Test
    void givesUnitVarianceAndTheTimeOfItsClock() {
        clean(Prediction.SAMPLE, raw(1), raw(-3));
        assertArrayEquals(x.times(1 / Math.sqrt(5)).toArray(), network.runs.get(0).get("x").toArray());
        assertArrayEquals(new float[] {200}, network.runs.get(0).get("time").toArray());
    }

    @Test
    void runsAllPromptsAndLatentsInOneBatch() {
        Tensor two = Tensor.concat(List.of(x, x.times(2)));
        List<Tensor> out = model(Prediction.SAMPLE).denoise(two, SIGMA, List.of(prompt(3, 10), prompt(3, 20)));
        assertEquals(1, network.runs.size());
        assertArrayEquals(new int[] {4, 3, 1}, network.runs.get(0).get("context").shape());
        double half = 0.5 / Math.sqrt(5);
        assertArrayEquals(new float[] {(float) (10 + half), (float) (10 - 3 * half), (float) (10 + 2 * half), (float) (10 - 6 * half)},
                out.get(0).toArray(), 1e-5f);
        assertArrayEquals(out.get(0).map(v -> v + 10).toArray(), out.get(1).toArray(), 1e-5f);
    }

    @Test
    void promptsOfOtherLengthsRunApartInTheirOrder() {
        List<Tensor> out = model(Prediction.SAMPLE).denoise(x, SIGMA, List.of(prompt(3, 10), prompt(5, 20)));
        assertEquals(List.of(3, 5), network.runs.stream().map(r -> r.get("context").size(1)).toList());
        assertArrayEquals(out.get(0).map(v -> v + 10).toArray(), out.get(1).toArray(), 1e-5f);
    }

    @Test
    void promptsThatTellOtherThingsRunApart() {
        Tensor pooled = Tensor.of(new float[] {7}, 1, 1);
        model(Prediction.SAMPLE).denoise(x, SIGMA, List.of(prompt(3, 1), prompt(3, 2).with("pooled", pooled)));
        assertEquals(List.of(Set.of("x", "time", "context"), Set.of("x", "time", "context", "pooled")),
                network.runs.stream().map(Map::keySet).toList());
    }

    @Test
    void whatTheNetworkDoesNotTakeIsLeftOut() {
        Tensor other = Tensor.zeros(1, 1);
        model(Prediction.SAMPLE).denoise(x, SIGMA, List.of(prompt(3, 1), prompt(3, 2).with("style", other)));
        assertEquals(List.of(Set.of("x", "time", "context")), network.runs.stream().map(Map::keySet).toList());
    }

    @Test
    void whatItDoesNotTakeIsTheFaultOfWhoCalls() {
        assertMisuse("gave x[1, 1, 2] where x[batch, 1, height, width] is needed", x.reshape(1, 1, 2), prompt(3, 1));
        assertMisuse("gave x[1, 2, 1, 1] where x[batch, 1, height, width] is needed", x.reshape(1, 2, 1, 1), prompt(3, 1));
        assertMisuse("gave nothing where context[batch, tokens, 1] is needed", x, new Conditioning(Map.of()));
        assertMisuse("gave context[1, 3, 2] where context[batch, tokens, 1] is needed", x, new Conditioning(Map.of("context", Tensor.zeros(1, 3, 2))));
        assertMisuse("gave context[2, 3, 1] where context[batch, tokens, 1] is needed", x, new Conditioning(Map.of("context", Tensor.zeros(2, 3, 1))));
        assertMisuse("gave pooled[1, 4] where pooled[batch, 1]? is needed", x, prompt(3, 1).with("pooled", Tensor.zeros(1, 4)));
        assertEquals(List.of(), network.runs);
    }

    private void assertMisuse(String did, Tensor latent, Conditioning prompt) {
        assertEquals(did, assertThrows(HookMisuse.class, () -> model(Prediction.NOISE).denoise(latent, SIGMA, List.of(prompt(1, 1), prompt))).getMessage());
    }

    @Test
    void joinedInputsAreTheSameAtEveryCall() {
        var model = model(Prediction.NOISE);
        Conditioning one = prompt(3, 1);
        Conditioning two = prompt(3, 2);
        model.denoise(x, 2, List.of(one, two));
        model.denoise(x.times(2), 1, List.of(one, two));
        model.denoise(x, 1, List.of(two, one));
        assertSame(network.runs.get(0).get("context"), network.runs.get(1).get("context"));
        assertNotSame(network.runs.get(0).get("context"), network.runs.get(2).get("context"));
    }

    @Test
    void unequalPromptsAreTheSameAtEveryCallToo() {
        var model = model(Prediction.NOISE);
        List<Conditioning> prompts = List.of(prompt(3, 1), prompt(5, 2));
        model.denoise(x, 2, prompts);
        model.denoise(x, 1, prompts);
        assertSame(network.runs.get(0).get("context"), network.runs.get(2).get("context"));
        assertSame(network.runs.get(1).get("context"), network.runs.get(3).get("context"));
    }

    @Test
    void anInputHasOneRowForAllPicturesOrOneForEach() {
        Tensor two = Tensor.concat(List.of(x, x));
        Tensor each = Tensor.of(new float[] {10, 20}, 2, 1, 1);
        List<Tensor> out = model(Prediction.SAMPLE).denoise(two, SIGMA, List.of(prompt(1, 5), new Conditioning(Map.of("context", each))));
        assertEquals(1, network.runs.size());
        assertArrayEquals(new float[] {5, 5, 10, 20}, network.runs.get(0).get("context").toArray());
        assertArrayEquals(out.get(0).map(v -> v + 5).rows(0, 1).toArray(), out.get(1).rows(0, 1).toArray(), 1e-5f);
        assertArrayEquals(out.get(0).map(v -> v + 15).rows(1, 2).toArray(), out.get(1).rows(1, 2).toArray(), 1e-5f);
        assertEquals("gave context[3, 1, 1] where context[batch, tokens, 1] is needed", assertThrows(HookMisuse.class, () ->
                model(Prediction.SAMPLE).denoise(two, SIGMA, List.of(new Conditioning(Map.of("context", Tensor.zeros(3, 1, 1)))))).getMessage());
    }

    /** A conditioner hands over other residuals at each step: a walk of 40 steps holds those of one. */
    @Test
    @Timeout(60)
    void whatAStepDoesNotUseIsLetGo() throws InterruptedException {
        var model = model(Prediction.SAMPLE);
        Conditioning prompt = prompt(3, 1);
        var joined = new ArrayList<WeakReference<Tensor>>();
        for (int step = 0; step < 40; step++) {
            model.denoise(x, SIGMA, List.of(prompt.with("pooled", Tensor.of(new float[] {step}, 1, 1))));
            joined.add(new WeakReference<>(network.runs.get(0).get("pooled")));
            network.runs.clear();
        }
        List<WeakReference<Tensor>> before = joined.subList(0, 39);
        while (before.stream().anyMatch(tensor -> tensor.get() != null)) {
            System.gc();
            Thread.sleep(10);
        }
        model.denoise(x, SIGMA, List.of(prompt)); // so the model was there until now
    }

    @Test
    void anotherNumberOfLatentsIsJoinedAnew() {
        var model = model(Prediction.NOISE);
        Conditioning one = prompt(3, 1);
        model.denoise(x, 2, List.of(one));
        model.denoise(Tensor.concat(List.of(x, x)), 2, List.of(one));
        assertEquals(2, network.runs.get(1).get("context").size(0));
    }
}
