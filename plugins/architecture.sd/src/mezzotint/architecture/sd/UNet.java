package mezzotint.architecture.sd;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import mezzotint.graph.Drawing;
import mezzotint.graph.Graph;
import mezzotint.graph.Op;
import mezzotint.graph.Size;
import mezzotint.libs.config.Config;
import mezzotint.plugin.Problem;

/**
 * The denoiser (Rombach et al., 2022), diffusers' UNet2DConditionModel. What the checkpoint's shapes
 * tell is taken from them; head counts, groups and constants come from the configuration.
 */
final class UNet {

    /** Decides how wide the prompt is that the network takes. */
    static final String CONTEXT = "unet.mid_block.attentions.0.transformer_blocks.0.attn2.to_k.weight";

    /** What Stable Diffusion XL adds to the time: the pooled prompt and the sizes of the picture. */
    static final String ADDED = "add_embedding";
    /** Of one number among the sizes, as published. */
    private static final int SIZE_WIDTH = 256;
    private static final int MOST_SIZE_WIDTH = 1 << 16;
    private static final int SIZES = 6;
    private static final int MOST_LEVELS = 64;
    /** Keys that have to be null. */
    private static final List<String> UNDRAWN = List.of("class_embed_type", "num_class_embeds", "encoder_hid_dim", "encoder_hid_dim_type",
            "time_embedding_act_fn",
            "timestep_post_act", "time_cond_proj_dim", "cross_attention_norm");
    /** Keys that have to be false. */
    private static final List<String> PLAIN = List.of("dual_cross_attention", "only_cross_attention", "mid_block_only_cross_attention",
            "resnet_skip_time_act", "class_embeddings_concat");

    /** A value on its way down: what it is, and how large, for the control network's answer to it. */
    private record Skip(String value, int channels, Size height, Size width) {}

    private final Blocks blocks;
    private final Drawing draw;
    private final Config config;
    private final String headsKey;
    private final int levels;
    private final Deque<Skip> skips = new ArrayDeque<>();
    private int residuals;
    private String time;
    private String context;

    UNet(UsedTensors weights, Config config) {
        this.blocks = new Blocks(weights, "unet.", config, config.positive("norm_eps", 1e-5));
        this.draw = blocks.draw;
        this.config = config;
        this.headsKey = config.has("num_attention_heads") ? "num_attention_heads" : "attention_head_dim";
        this.levels = (int) IntStream.range(0, MOST_LEVELS).filter(i -> blocks.hasPart("down_blocks." + i)).count();
        UNDRAWN.forEach(key -> Drawn.require(config, key));
        PLAIN.forEach(key -> Drawn.require(config, key, "false"));
        if (blocks.hasPart(ADDED)) {
            Drawn.require(config, "addition_embed_type", "\"text_time\"");
        } else {
            Drawn.require(config, "addition_embed_type");
            Drawn.require(config, "projection_class_embeddings_input_dim");
        }
        Drawn.require(config, "act_fn", "\"silu\"", "\"swish\"");
        Drawn.require(config, "attention_type", "\"default\"");
        Drawn.require(config, "time_embedding_type", "\"positional\"");
        Drawn.require(config, "resnet_time_scale_shift", "\"default\"");
        for (String key : List.of("mid_block_scale_factor", "resnet_out_scale_factor", "downsample_padding")) {
            Drawn.require(config, key, "1", "1.0");
        }
        for (String key : List.of("conv_in_kernel", "conv_out_kernel")) {
            Drawn.require(config, key, "3");
        }
    }

    Graph graph() {
        String x = draw.input("x", "batch", blocks.sides("conv_in.weight", 4)[1], "height", "width");
        time = embedded(draw.input("time", "1|batch"));
        context = draw.input("context", "batch", "tokens", blocks.sides(CONTEXT.substring("unet.".length()), 2)[1]);
        if (config.flag("center_input_sample", false)) {
            x = draw.node(Op.SCALE, List.of(x), "factor", 2.0, "offset", -1.0);
        }
        x = draw.name(blocks.convolve(x, "conv_in", 1, 1), "conv_in");
        x = down(x);
        x = middle(x);
        x = up(x);
        x = draw.name(blocks.groupNorm(x, "conv_norm_out"), "conv_norm_out");
        return draw.graph(draw.name(blocks.convolve(blocks.silu(x), "conv_out", 1, 1), "prediction"));
    }

    private String embedded(String timestep) {
        int width = blocks.sides("time_embedding.linear_1.weight", 2)[1];
        String t = perceptron(draw.name(waves(timestep, width), "time_proj"), "time_embedding");
        return blocks.silu(blocks.hasPart(ADDED) ? draw.add(added(), t) : t);
    }

    private String waves(String numbers, int width) {
        return draw.node(Op.TIME_EMBED, List.of(numbers), "width", width, "cosineFirst", config.flag("flip_sin_to_cos", true), "shift", shift(width));
    }

    private String perceptron(String x, String path) {
        return draw.name(blocks.linear(blocks.silu(blocks.linear(x, path + ".linear_1")), path + ".linear_2"), path);
    }

    /** The micro-conditioning of Podell et al. (2023), section 2.2. */
    private String added() {
        int whole = blocks.sides(ADDED + ".linear_1.weight", 2)[1];
        int width = config.whole("addition_time_embed_dim", SIZE_WIDTH, 2, MOST_SIZE_WIDTH);
        if (whole <= SIZES * width) {
            throw config.wrong("addition_time_embed_dim", "less than a sixth of " + whole);
        }
        String pooled = draw.input("pooled", "batch", whole - SIZES * width);
        String sizes = draw.input("sizes", "batch", SIZES);
        String embedded = draw.name(waves(draw.rearrange(sizes, "b n -> (b n)"), width), "add_time_proj");
        return perceptron(draw.concat(1, pooled, draw.rearrange(embedded, "(b n) c -> b (n c)", sizes, "b n")), ADDED);
    }

    /** Taken from half the width, of which something must be left to divide by. */
    private double shift(int width) {
        double shift = config.number("freq_shift", 0);
        if (shift < 0 || shift >= width / 2) {
            throw config.wrong("freq_shift", "a number from 0 to below " + width / 2);
        }
        return shift;
    }

    private String down(String x) {
        Size height = Size.of("height");
        Size width = Size.of("width");
        keep(x, "conv_in", height, width);
        for (int i = 0; blocks.hasPart("down_blocks." + i); i++) {
            String path = "down_blocks." + i;
            for (int j = 0; blocks.hasPart(path + ".resnets." + j); j++) {
                x = layer(x, path, j, heads(i));
                keep(x, path + ".resnets." + j + ".conv2", height, width);
            }
            if (blocks.hasPart(path + ".downsamplers")) {
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
        skips.push(new Skip(value, blocks.sides(path + ".weight", 4)[0], height, width));
    }

    private String middle(String x) {
        int channels = skips.peek().channels();
        Skip like = skips.peek();
        x = blocks.resnet(x, "mid_block.resnets.0", time);
        x = new Transformer(blocks, headsKey, heads(Math.max(levels - 1, 0)), context).draw(x, "mid_block.attentions.0");
        x = draw.name(blocks.resnet(x, "mid_block.resnets.1", time), "mid_block");
        residuals = skips.size();
        return draw.add(x, draw.optional("residual." + residuals, "batch", channels, like.height(), like.width()));
    }

    private String up(String x) {
        for (int i = 0; blocks.hasPart("up_blocks." + i); i++) {
            String path = "up_blocks." + i;
            for (int j = 0; blocks.hasPart(path + ".resnets." + j); j++) {
                Skip skip = skip(path);
                skips.pop();
                String residual = draw.optional("residual." + --residuals, "batch", skip.channels(), skip.height(), skip.width());
                x = draw.concat(1, x, draw.add(skip.value(), residual));
                x = layer(x, path, j, heads(Math.max(levels - 1 - i, 0)));
            }
            if (blocks.hasPart(path + ".upsamplers")) {
                x = blocks.upsample(x, path + ".upsamplers.0", skip(path).value());
                x = draw.name(x, path);
            } else {
                x = draw.name(draw.node(Op.SCALE, List.of(x)), path);
            }
        }
        if (!skips.isEmpty()) {
            throw Problem.invalid("the denoiser of the model has fewer layers on the way up than down", "check that the model is complete");
        }
        return x;
    }

    /** What a layer on the way up joins in. */
    private Skip skip(String path) {
        if (skips.isEmpty()) {
            throw Problem.invalid("the denoiser of the model has more layers on the way up than down, from " + path, "check that the model is complete");
        }
        return skips.peek();
    }

    /** A residual block, and the transformer after it where there is one. */
    private String layer(String x, String path, int index, int heads) {
        x = blocks.resnet(x, path + ".resnets." + index, time);
        String attention = path + ".attentions." + index;
        return blocks.hasPart(attention) ? new Transformer(blocks, headsKey, heads, context).draw(x, attention) : x;
    }

    /** The configuration calls the number of heads {@code attention_head_dim}, for old times' sake. */
    private int heads(int level) {
        return config.whole(headsKey, level, 8, 1, Integer.MAX_VALUE);
    }
}
