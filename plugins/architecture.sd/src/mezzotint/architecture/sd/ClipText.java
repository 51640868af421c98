package mezzotint.architecture.sd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mezzotint.graph.Drawing;
import mezzotint.graph.Graph;
import mezzotint.graph.Op;
import mezzotint.libs.config.Config;
import mezzotint.plugin.Problem;

/**
 * A text encoder of CLIP (Radford et al., 2021). Input {@code ids} [batch, positions]; outputs
 * {@code skip.1}, {@code skip.2}, ..: the last hidden states, the last but one, .., each normalized.
 */
final class ClipText {

    /** Functions by the names that configurations have for them. */
    private static final Map<String, String> FUNCTIONS = Map.of("quick_gelu", "quick_gelu", "gelu", "gelu", "gelu_new", "gelu_tanh",
            "gelu_pytorch_tanh", "gelu_tanh", "relu", "relu", "silu", "silu");

    private final Drawing draw;
    private final UsedTensors weights;
    private final Config config;
    private final int heads;
    private final int layers;
    private final String part;
    private final String path;

    /** @param part its name among those of the model, with a point */
    ClipText(UsedTensors weights, String part, Config config) {
        this.part = part;
        this.path = part + "text_model.";
        this.draw = new Drawing(weights);
        this.weights = weights;
        this.config = config;
        int width = weights.sides(path + "embeddings.token_embedding.weight", 2)[1];
        this.heads = config.whole("num_attention_heads", 12, 1, Integer.MAX_VALUE);
        if (width % heads != 0) {
            throw config.wrong("num_attention_heads", "a divisor of " + width);
        }
        int n = 0;
        while (weights.hasPart(path + "encoder.layers." + n)) {
            n++;
        }
        this.layers = n;
        if (n == 0) {
            throw Problem.invalid("the text encoder of the model has no layers", "check that the model is complete");
        }
    }

    /** For one encoder alone. */
    Graph graph() {
        List<String> hidden = hidden();
        String[] outputs = new String[layers];
        for (int skip = 1; skip <= layers; skip++) {
            outputs[skip - 1] = draw.name(norm(hidden.get(hidden.size() - skip), path + "final_layer_norm"), "skip." + skip);
        }
        return whole(outputs);
    }

    /**
     * For one of two encoders: {@code penultimate}, the last hidden states but one as they are, and where there is a projection {@code projected}
     * [batch, positions, projection], the last ones normalized and projected.
     */
    Graph oneOfTwo() {
        List<String> hidden = hidden();
        String penultimate = draw.name(draw.node(Op.SCALE, List.of(hidden.get(hidden.size() - 2))), "penultimate");
        String last = norm(hidden.get(hidden.size() - 1), path + "final_layer_norm");
        String projection = part + "text_projection.weight";
        return weights.has(projection) ? whole(penultimate, draw.name(draw.linear(last, draw.weight(projection), null), "projected")) : whole(penultimate);
    }

    private Graph whole(String... outputs) {
        List.of("embeddings.", "encoder.", "final_layer_norm.").forEach(module -> weights.checkAllUsed(path + module));
        return draw.graph(outputs);
    }

    private List<String> hidden() {
        String ids = draw.input("ids", "batch", weights.sides(path + "embeddings.position_embedding.weight", 2)[0]);
        String x = draw.node(Op.EMBED, List.of(ids, draw.weight(path + "embeddings.token_embedding.weight")));
        x = draw.name(draw.add(x, draw.weight(path + "embeddings.position_embedding.weight")), "hidden.0");
        var hidden = new ArrayList<>(List.of(x));
        for (int i = 0; i < layers; i++) {
            x = draw.name(layer(x, path + "encoder.layers." + i), "hidden." + (i + 1));
            hidden.add(x);
        }
        return hidden;
    }

    private String layer(String x, String layer) {
        String y = norm(x, layer + ".layer_norm1");
        String attended = draw.node(Op.ATTEND,
                List.of(linear(y, layer + ".self_attn.q_proj"), linear(y, layer + ".self_attn.k_proj"), linear(y, layer + ".self_attn.v_proj")),
                "heads", heads, "causal", true);
        x = draw.add(linear(attended, layer + ".self_attn.out_proj"), x);
        y = linear(norm(x, layer + ".layer_norm2"), layer + ".mlp.fc1");
        y = draw.activate(y, function());
        return draw.add(linear(y, layer + ".mlp.fc2"), x);
    }

    private String function() {
        String function = FUNCTIONS.get(config.text("hidden_act", "quick_gelu"));
        if (function == null) {
            throw config.unsupported("hidden_act", FUNCTIONS.keySet().stream().sorted().toList() + " are known");
        }
        return function;
    }

    private String norm(String x, String path) {
        return draw.layerNorm(x, draw.weight(path + ".weight"), draw.weight(path + ".bias"), config.positive("layer_norm_eps", 1e-5));
    }

    private String linear(String x, String path) {
        return draw.linear(x, draw.weight(path + ".weight"), draw.weight(path + ".bias"));
    }
}
