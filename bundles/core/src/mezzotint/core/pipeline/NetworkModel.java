package mezzotint.core.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    /** Prompts in one batch, each as often as there are latents. */
    private record Stack(List<Conditioning> prompts, int batch) {}

    private final CheckedNetwork network;
    private final Networks networks;
    private final DenoiserInputs inputs;
    private final Map<Stack, Map<String, Tensor>> joined = new HashMap<>();

    NetworkModel(CheckedNetwork network, Networks networks) {
        this.network = network;
        this.networks = networks;
        this.inputs = new DenoiserInputs(networks.denoiser());
    }

    @Override
    public List<Tensor> denoise(Tensor x, double sigma, List<Conditioning> prompts) {
        inputs.misfit(x.shape()).or(() -> prompts.stream().flatMap(p -> inputs.misfit(p, x.shape()).stream()).findFirst()).ifPresent(violation -> {
            throw new HookMisuse(violation.kind(), violation.did());
        });
        if (!alike(prompts)) {
            return prompts.stream().map(p -> denoise(x, sigma, List.of(p)).get(0)).toList();
        }
        int batch = x.size(0);
        Tensor stacked = Tensor.concat(Collections.nCopies(prompts.size(), x));
        Tensor raw = run(stacked, sigma, prompts, batch);
        Tensor clean = clean(stacked, raw, sigma);
        var out = new ArrayList<Tensor>();
        for (int i = 0; i < prompts.size(); i++) {
            out.add(clean.rows(i * batch, (i + 1) * batch));
        }
        return out;
    }

    private Tensor run(Tensor x, double sigma, List<Conditioning> prompts, int batch) {
        var values = new HashMap<>(joined.computeIfAbsent(new Stack(prompts, batch), this::join));
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

    /** The inputs of all prompts one under the other; the same tensors at every step, so an engine may keep what it makes of them. */
    private Map<String, Tensor> join(Stack stack) {
        var out = new HashMap<String, Tensor>();
        for (String name : shapes(stack.prompts().get(0)).keySet()) {
            out.put(name, Tensor.concat(stack.prompts().stream()
                    .flatMap(p -> Collections.nCopies(stack.batch(), p.inputs().get(name)).stream()).toList()));
        }
        return out;
    }

    private boolean alike(List<Conditioning> prompts) {
        return prompts.stream().map(this::shapes).distinct().count() == 1;
    }

    /** The shapes of what the network takes of a prompt. */
    private Map<String, List<Integer>> shapes(Conditioning prompt) {
        return prompt.inputs().entrySet().stream().filter(e -> inputs.names().contains(e.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, e -> Arrays.stream(e.getValue().shape()).boxed().toList()));
    }
}
