package mezzotint.architecture.sd;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import mezzotint.graph.Drawing;
import mezzotint.graph.Graph;
import mezzotint.graph.Op;
import mezzotint.graph.Size;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;

/**
 * The denoiser (Rombach et al., 2022), diffusers' UNet2DConditionModel. What the checkpoint's shapes
 * tell is taken from them; head counts, groups and constants come from the configuration.
 */
final class UNet {

    /** A value on its way down: what it is, and how large, for the control network's answer to it. */
    private record Skip(String value, int channels, Size height, Size width) {}

    private final Blocks blocks;
    private final Drawing draw;
    private final Config config;
    private final Deque<Skip> skips = new ArrayDeque<>();
    private int residuals;
    private String time;
    private String context;

    UNet(Checkpoint checkpoint, Config config) {
        this.blocks = new Blocks(checkpoint, "unet.", config.integer("norm_num_groups", 32), config.number("norm_eps", 1e-5));
        this.draw = blocks.draw;
        this.config = config;
        for (String unknown : List.of("class_embed_type", "encoder_hid_dim", "time_embedding_act_fn", "timestep_post_act")) {
            if (config.has(unknown)) {
                throw new Problem(Problem.Kind.UNSUPPORTED, config.file() + " sets " + unknown, "use a model without it");
            }
        }
    }

    Graph graph() {
        String x = draw.input("x", "batch", blocks.shape("conv_in.weight")[1], "height", "width");
        time = embedded(draw.input("time", "1|batch"));
        context = draw.input("context", "batch", "tokens",
                blocks.shape("mid_block.attentions.0.transformer_blocks.0.attn2.to_k.weight")[1]);
        x = draw.name(blocks.convolve(x, "conv_in", 1, 1), "conv_in");
        x = down(x);
        x = middle(x);
        x = up(x);
        x = draw.name(blocks.groupNorm(x, "conv_norm_out"), "conv_norm_out");
        return draw.graph(draw.name(blocks.convolve(blocks.silu(x), "conv_out", 1, 1), "prediction"));
    }

    private String embedded(String timestep) {
        int width = blocks.shape("time_embedding.linear_1.weight")[1];
        String t = draw.name(draw.node(Op.TIME_EMBED, List.of(timestep), "width", width,
                "cosineFirst", config.flag("flip_sin_to_cos", true), "shift", config.number("freq_shift", 0)), "time_proj");
        t = blocks.linear(blocks.silu(blocks.linear(t, "time_embedding.linear_1")), "time_embedding.linear_2");
        return blocks.silu(draw.name(t, "time_embedding"));
    }

    private String down(String x) {
        Size height = Size.of("height");
        Size width = Size.of("width");
        keep(x, "conv_in", height, width);
        for (int i = 0; blocks.has("down_blocks." + i + ".resnets.0.conv1.weight"); i++) {
            String path = "down_blocks." + i;
            for (int j = 0; blocks.has(path + ".resnets." + j + ".conv1.weight"); j++) {
                x = layer(x, path, j, heads(i));
                keep(x, path + ".resnets." + j + ".conv2", height, width);
            }
            if (blocks.has(path + ".downsamplers.0.conv.weight")) {
                x = blocks.convolve(x, path + ".downsamplers.0.conv", 2, 1);
                height = height.windows(3, 2, 2);
                width = width.windows(3, 2, 2);
                x = draw.name(x, path);
                keep(x, path + ".downsamplers.0.conv", height, width);
            } else {
                x = draw.name(draw.node(Op.SCALE, List.of(x)), path);
            }
        }
        return x;
    }

    private void keep(String value, String path, Size height, Size width) {
        skips.push(new Skip(value, blocks.shape(path + ".weight")[0], height, width));
    }

    private String middle(String x) {
        int level = config.has("block_out_channels") ? config.values().getAsJsonArray("block_out_channels").size() - 1 : 0;
        int channels = skips.peek().channels();
        Skip like = skips.peek();
        x = blocks.resnet(x, "mid_block.resnets.0", time);
        x = new Transformer(blocks, heads(level), context).draw(x, "mid_block.attentions.0");
        x = draw.name(blocks.resnet(x, "mid_block.resnets.1", time), "mid_block");
        residuals = skips.size();
        return draw.add(x, draw.optional("residual." + residuals, "batch", channels, like.height(), like.width()));
    }

    private String up(String x) {
        int levels = (int) IntStream.range(0, 64)
                .filter(i -> blocks.has("up_blocks." + i + ".resnets.0.conv1.weight")).count();
        for (int i = 0; i < levels; i++) {
            String path = "up_blocks." + i;
            for (int j = 0; blocks.has(path + ".resnets." + j + ".conv1.weight"); j++) {
                Skip skip = skips.pop();
                String residual = draw.optional("residual." + --residuals, "batch", skip.channels(), skip.height(), skip.width());
                x = draw.concat(1, x, draw.add(skip.value(), residual));
                x = layer(x, path, j, heads(levels - 1 - i));
            }
            if (blocks.has(path + ".upsamplers.0.conv.weight")) {
                x = blocks.upsample(x, path + ".upsamplers.0", skips.peek().value());
                x = draw.name(x, path);
            } else {
                x = draw.name(draw.node(Op.SCALE, List.of(x)), path);
            }
        }
        return x;
    }

    /** A residual block, and the transformer after it where there is one. */
    private String layer(String x, String path, int index, int heads) {
        x = blocks.resnet(x, path + ".resnets." + index, time);
        String attention = path + ".attentions." + index;
        return blocks.has(attention + ".norm.weight") ? new Transformer(blocks, heads, context).draw(x, attention) : x;
    }

    /** The configuration calls the number of heads {@code attention_head_dim}, for old times' sake. */
    private int heads(int level) {
        String name = config.has("num_attention_heads") ? "num_attention_heads" : "attention_head_dim";
        return config.integer(name, level, 8);
    }
}
