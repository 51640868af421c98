package mezzotint.architecture.sd;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What diffusers calls the modules of latent diffusion's UNet, which numbers its blocks without regard to their level. */
final class UNetNames {

    static final String PREFIX = "model.diffusion_model.";

    private static final Pattern MODULE = Pattern.compile("(input_blocks\\.\\d+\\.\\d+|output_blocks\\.\\d+\\.\\d+|middle_block\\.\\d)\\.(.+)");
    private static final Map<String, String> LAYERS = Map.of("in_layers.0.", "norm1.", "in_layers.2.", "conv1.", "emb_layers.1.", "time_emb_proj.",
            "out_layers.0.", "norm2.", "out_layers.3.", "conv2.", "skip_connection.", "conv_shortcut.", "op.", "conv.");
    private static final Map<String, String> ENDS = Map.of("time_embed.0.", "time_embedding.linear_1.", "time_embed.2.", "time_embedding.linear_2.",
            "label_emb.0.0.", "add_embedding.linear_1.", "label_emb.0.2.", "add_embedding.linear_2.", "input_blocks.0.0.", "conv_in.",
            "out.0.", "conv_norm_out.", "out.2.", "conv_out.");

    private final NavigableSet<String> names;
    private final Map<String, String> modules = new HashMap<>();

    UNetNames(NavigableSet<String> names) {
        this.names = names;
        numberDown();
        modules.putAll(Map.of("middle_block.0", "mid_block.resnets.0", "middle_block.1", "mid_block.attentions.0", "middle_block.2", "mid_block.resnets.1"));
        numberUp();
    }

    private boolean hasPart(String path) {
        String next = names.ceiling(PREFIX + path + ".");
        return next != null && next.startsWith(PREFIX + path + ".");
    }

    private void numberDown() {
        int level = 0;
        int layer = 0;
        for (int i = 1; hasPart("input_blocks." + i); i++) {
            String block = "input_blocks." + i;
            String path = "down_blocks." + level;
            if (hasPart(block + ".0.op")) {
                modules.put(block + ".0", path + ".downsamplers.0");
                level++;
                layer = 0;
            } else {
                modules.put(block + ".0", path + ".resnets." + layer);
                modules.put(block + ".1", path + ".attentions." + layer);
                layer++;
            }
        }
    }

    private void numberUp() {
        int level = 0;
        int layer = 0;
        for (int i = 0; hasPart("output_blocks." + i); i++) {
            String block = "output_blocks." + i;
            String path = "up_blocks." + level;
            modules.put(block + ".0", path + ".resnets." + layer);
            modules.put(block + ".1", path + ".attentions." + layer);
            layer++;
            for (int last = 1; last <= 2; last++) {
                if (hasPart(block + "." + last + ".conv")) {
                    modules.put(block + "." + last, path + ".upsamplers.0");
                    level++;
                    layer = 0;
                }
            }
        }
    }

    /** @param path behind {@link #PREFIX}; one that is no part of this network stays as it is */
    String canonical(String path) {
        for (var end : ENDS.entrySet()) {
            if (path.startsWith(end.getKey())) {
                return end.getValue() + path.substring(end.getKey().length());
            }
        }
        Matcher module = MODULE.matcher(path);
        if (!module.matches() || !modules.containsKey(module.group(1))) {
            return path;
        }
        String inside = module.group(2);
        for (var layer : LAYERS.entrySet()) {
            if (inside.startsWith(layer.getKey())) {
                inside = layer.getValue() + inside.substring(layer.getKey().length());
                break;
            }
        }
        return modules.get(module.group(1)) + "." + inside;
    }
}
