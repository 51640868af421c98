package mezzotint.architecture.sd;

import java.util.List;
import java.util.stream.IntStream;
import mezzotint.graph.Graph;
import mezzotint.graph.Op;
import mezzotint.libs.config.Config;

/** The autoencoder between pictures and latents, diffusers' AutoencoderKL (Esser et al., 2021, without the codebook). */
final class Autoencoder {

    private static final double EPSILON = 1e-6;
    /** More would take pictures wider than a number in Java. */
    private static final int MOST_LEVELS = 16;

    private final UsedTensors weights;
    private final Config config;

    Autoencoder(UsedTensors weights, Config config) {
        this.weights = weights;
        this.config = config;
        Drawn.require(config, "act_fn", "\"silu\"", "\"swish\"");
        Drawn.require(config, "latents_mean");
        Drawn.require(config, "latents_std");
    }

    /** Pixels to one cell of the latent, along each side. */
    int factor() {
        return 1 << (int) IntStream.range(0, MOST_LEVELS).filter(i -> weights.hasPart("vae.decoder.up_blocks." + i + ".upsamplers")).count();
    }

    Graph decoder() {
        Blocks blocks = blocks();
        int channels = blocks.sides("decoder.conv_in.weight", 4)[1];
        String x = blocks.draw.input("latent", "batch", channels, "height", "width");
        x = blocks.draw.node(Op.SCALE, List.of(x), "factor", 1 / scale(), "offset", shift());
        if (config.flag("use_post_quant_conv", blocks.hasPart("post_quant_conv"))) {
            x = blocks.convolve(x, "post_quant_conv", 1, 0);
        }
        x = middle(blocks, blocks.convolve(x, "decoder.conv_in", 1, 1), "decoder.mid_block");
        for (int i = 0; i < count(blocks, "decoder.up_blocks."); i++) {
            String path = "decoder.up_blocks." + i;
            x = resnets(blocks, x, path);
            if (blocks.hasPart(path + ".upsamplers")) {
                x = blocks.upsample(x, path + ".upsamplers.0", null);
            }
        }
        x = blocks.convolve(blocks.silu(blocks.groupNorm(x, "decoder.conv_norm_out")), "decoder.conv_out", 1, 1);
        return blocks.draw.graph(blocks.draw.name(x, "image"));
    }

    Graph encoder() {
        Blocks blocks = blocks();
        var draw = blocks.draw;
        String x = blocks.convolve(draw.input("image", "batch", 3, "height", "width"), "encoder.conv_in", 1, 1);
        for (int i = 0; i < count(blocks, "encoder.down_blocks."); i++) {
            String path = "encoder.down_blocks." + i;
            x = resnets(blocks, x, path);
            if (blocks.hasPart(path + ".downsamplers")) {
                x = draw.node(Op.CONVOLVE, List.of(x, blocks.weight(path + ".downsamplers.0.conv.weight"),
                        blocks.weight(path + ".downsamplers.0.conv.bias")), "stride", 2, "padding", List.of(0, 0, 1, 1));
            }
        }
        x = middle(blocks, x, "encoder.mid_block");
        x = blocks.convolve(blocks.silu(blocks.groupNorm(x, "encoder.conv_norm_out")), "encoder.conv_out", 1, 1);
        if (config.flag("use_quant_conv", blocks.hasPart("quant_conv"))) {
            x = blocks.convolve(x, "quant_conv", 1, 0);
        }
        int channels = blocks.sides("encoder.conv_out.weight", 4)[0] / 2;
        String mean = draw.slice(x, 1, 0, channels);
        mean = draw.name(draw.node(Op.SCALE, List.of(mean), "factor", scale(), "offset", -shift() * scale()), "mean");
        String logvar = draw.slice(x, 1, channels, 2 * channels);
        logvar = draw.name(draw.node(Op.SCALE, List.of(logvar), "offset", 2 * Math.log(scale())), "logvar");
        return draw.graph(mean, logvar);
    }

    private Blocks blocks() {
        return new Blocks(weights, "vae.", config, EPSILON);
    }

    private double scale() {
        return config.positive("scaling_factor", 0.18215);
    }

    private double shift() {
        return config.number("shift_factor", 0);
    }

    private static int count(Blocks blocks, String path) {
        return (int) IntStream.range(0, MOST_LEVELS).filter(i -> blocks.hasPart(path + i)).count();
    }

    private static String resnets(Blocks blocks, String x, String path) {
        for (int j = 0; blocks.hasPart(path + ".resnets." + j); j++) {
            x = blocks.resnet(x, path + ".resnets." + j, null);
        }
        return x;
    }

    private static String middle(Blocks blocks, String x, String path) {
        x = blocks.resnet(x, path + ".resnets.0", null);
        if (blocks.hasPart(path + ".attentions.0")) {
            x = attention(blocks, x, path + ".attentions.0");
        }
        return blocks.resnet(x, path + ".resnets.1", null);
    }

    /** One head over all cells. */
    private static String attention(Blocks blocks, String x, String path) {
        var draw = blocks.draw;
        String rows = draw.rearrange(blocks.groupNorm(x, path + ".group_norm"), "b c h w -> b (h w) c");
        String attended = draw.attend(blocks.linear(rows, path + ".to_q"), blocks.linear(rows, path + ".to_k"), blocks.linear(rows, path + ".to_v"), 1);
        String out = blocks.linear(attended, path + ".to_out.0");
        return draw.add(draw.rearrange(out, "b (h w) c -> b c h w", x, "_ _ h w"), x);
    }
}
