package mezzotint.architecture.sd;

import java.util.ArrayList;
import java.util.List;
import mezzotint.graph.Drawing;
import mezzotint.graph.Graph;
import mezzotint.graph.Op;
import mezzotint.model.Checkpoint;

/**
 * The text encoder of CLIP (Radford et al., 2021). Input {@code ids} [batch, positions]; outputs
 * {@code skip.1}, {@code skip.2}, ..: the last hidden states, the last but one, .., each normalized.
 */
final class ClipText {

    private final Drawing draw;
    private final Config config;
    private final String prefix;
    private final int positions;
    private final int layers;

    ClipText(Drawing draw, Checkpoint checkpoint, Config config) {
        this.draw = draw;
        this.config = config;
        // Newer writers leave the first part of the path out.
        String path = "text_encoder.text_model.";
        this.prefix = checkpoint.names().contains(path + "embeddings.token_embedding.weight") ? path : "text_encoder.";
        this.positions = checkpoint.shape(prefix + "embeddings.position_embedding.weight")[0];
        int n = 0;
        while (checkpoint.names().contains(prefix + "encoder.layers." + n + ".layer_norm1.weight")) {
            n++;
        }
        this.layers = n;
    }

    Graph graph() {
        String ids = draw.input("ids", "batch", positions);
        String x = draw.node(Op.EMBED, List.of(ids, draw.weight(prefix + "embeddings.token_embedding.weight")));
        x = draw.name(draw.add(x, draw.weight(prefix + "embeddings.position_embedding.weight")), "hidden.0");
        var hidden = new ArrayList<>(List.of(x));
        for (int i = 0; i < layers; i++) {
            x = draw.name(layer(x, prefix + "encoder.layers." + i), "hidden." + (i + 1));
            hidden.add(x);
        }
        String[] outputs = new String[layers];
        for (int skip = 1; skip <= layers; skip++) {
            outputs[skip - 1] = draw.name(norm(hidden.get(hidden.size() - skip), prefix + "final_layer_norm"), "skip." + skip);
        }
        return draw.graph(outputs);
    }

    private String layer(String x, String path) {
        String y = norm(x, path + ".layer_norm1");
        String attended = draw.node(Op.ATTEND,
                List.of(linear(y, path + ".self_attn.q_proj"), linear(y, path + ".self_attn.k_proj"), linear(y, path + ".self_attn.v_proj")),
                "heads", config.integer("num_attention_heads", 12), "causal", true);
        x = draw.add(linear(attended, path + ".self_attn.out_proj"), x);
        y = linear(norm(x, path + ".layer_norm2"), path + ".mlp.fc1");
        y = draw.activate(y, config.text("hidden_act", "quick_gelu"));
        return draw.add(linear(y, path + ".mlp.fc2"), x);
    }

    private String norm(String x, String path) {
        return draw.layerNorm(x, draw.weight(path + ".weight"), draw.weight(path + ".bias"), config.number("layer_norm_eps", 1e-5));
    }

    private String linear(String x, String path) {
        return draw.linear(x, draw.weight(path + ".weight"), draw.weight(path + ".bias"));
    }
}
