package mezzotint.core.pipeline;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mezzotint.core.guard.HookMisuse;
import mezzotint.diffusion.Conditioning;
import mezzotint.diffusion.Model;
import mezzotint.model.Networks;
import mezzotint.model.Prediction;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;

/**
 * A denoising network as the function D(x; sigma): scales what goes in and comes out as in Karras et
 * al. (2022), table 1, and runs all prompts in one batch where they are of one shape. For one walk, on
 * one thread.
 */
final class NetworkModel implements Model {

    /** One input of all prompts in one batch, with a row for each latent. */
    private record Stack(List<Tensor> parts, int batch) {

        Tensor joined() {
            return Tensor.concat(parts.stream().flatMap(part -> Collections.nCopies(batch / part.size(0), part).stream()).toList());
        }
    }

    private final CheckedNetwork network;
    private final Networks networks;
    private final DenoiserInputs inputs;
    /** What the network takes besides what a conditioning tells it, with one row or one for each latent. */
    private final Map<String, Tensor> more;
    /** What the last call joined; what it does not need again is let go, for a conditioner may hand over other tensors at each step. */
    private Map<Stack, Tensor> joined = Map.of();

    NetworkModel(CheckedNetwork network, Networks networks, Map<String, Tensor> more) {
        this.network = network;
        this.networks = networks;
        this.inputs = new DenoiserInputs(networks.denoiser());
        this.more = more;
    }

    @Override
    public List<Tensor> denoise(Tensor x, double sigma, List<Conditioning> told) {
        List<Conditioning> prompts = told.stream().map(this::completed).toList();
        inputs.misfit(x.shape()).or(() -> prompts.stream().flatMap(p -> inputs.misfit(p, x.shape()).stream()).findFirst()).ifPresent(violation -> {
            throw new HookMisuse(violation.kind(), violation.did());
        });
        var used = new HashMap<Stack, Tensor>();
        List<Tensor> out = alike(prompts) ? together(x, sigma, prompts, used)
                : prompts.stream().map(p -> together(x, sigma, List.of(p), used).get(0)).toList();
        joined = used;
        return out;
    }

    private Conditioning completed(Conditioning prompt) {
        if (more.isEmpty()) {
            return prompt;
        }
        var all = new HashMap<>(more);
        all.putAll(prompt.inputs());
        return new Conditioning(all);
    }

    private List<Tensor> together(Tensor x, double sigma, List<Conditioning> prompts, Map<Stack, Tensor> used) {
        int batch = x.size(0);
        Tensor stacked = Tensor.concat(Collections.nCopies(prompts.size(), x));
        Tensor clean = clean(stacked, run(stacked, sigma, join(prompts, batch, used)), sigma);
        return IntStream.range(0, prompts.size()).mapToObj(i -> clean.rows(i * batch, (i + 1) * batch)).toList();
    }

    private Tensor run(Tensor x, double sigma, Map<String, Tensor> values) {
        values.put(DenoiserInputs.LATENT, networks.prediction() == Prediction.FLOW ? x : x.times(1 / Math.sqrt(sigma * sigma + 1)));
        values.put(DenoiserInputs.TIME, Tensor.of(new float[] {(float) networks.levels().timestep(sigma)}, 1));
        return network.only(values, x.shape());
    }

    private Tensor clean(Tensor x, Tensor raw, double sigma) {
        double variance = sigma * sigma + 1;
        return switch (networks.prediction()) {
            case NOISE -> x.zip(raw, (a, b) -> a - b * sigma);
            case VELOCITY -> x.zip(raw, (a, b) -> a / variance - b * sigma / Math.sqrt(variance));
            case SAMPLE -> raw;
            case FLOW -> throw new Problem(Problem.Kind.UNSUPPORTED, "the model predicts a flow", "use a model that predicts noise or velocity");
        };
    }

    /**
     * The inputs of all prompts one under the other; those that did not change are the tensors of the last call, so an engine may keep what it makes
     * of them.
     */
    private Map<String, Tensor> join(List<Conditioning> prompts, int batch, Map<Stack, Tensor> used) {
        var out = new HashMap<String, Tensor>();
        for (String name : shapes(prompts.get(0)).keySet()) {
            var stack = new Stack(prompts.stream().map(p -> p.inputs().get(name)).toList(), batch);
            out.put(name, used.computeIfAbsent(stack, s -> joined.containsKey(s) ? joined.get(s) : s.joined()));
        }
        return out;
    }

    private boolean alike(List<Conditioning> prompts) {
        return prompts.stream().map(this::shapes).distinct().count() == 1;
    }

    /** The shapes of what the network takes of a prompt, but for the rows: one for all latents goes together with one for each. */
    private Map<String, List<Integer>> shapes(Conditioning prompt) {
        return prompt.inputs().entrySet().stream().filter(e -> inputs.names().contains(e.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, e -> Arrays.stream(e.getValue().shape()).skip(1).boxed().toList()));
    }
}
