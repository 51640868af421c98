package mezzotint.testkit;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;

/** The names and shapes of the tensors in single files of Stable Diffusion, as they were published. */
public final class PublishedLayouts {

    private static final int WIDTH = 320;
    private static final int TIME = 4 * WIDTH;
    private static final int LATENT = 4;
    private static final int VOCABULARY = 49_408;
    private static final int POSITIONS = 77;

    private final Map<String, int[]> shapes = new TreeMap<>();
    private final int context;
    private final boolean linear;

    private PublishedLayouts(int context, boolean linear) {
        this.context = context;
        this.linear = linear;
    }

    public static Map<String, int[]> first() {
        var all = new PublishedLayouts(768, false);
        all.unet(LATENT, new int[] {1, 2, 4, 4}, new int[] {1, 1, 1, 0}, 1);
        all.autoencoder("first_stage_model.");
        all.clip("cond_stage_model.transformer.", 768, 12);
        return all.shapes;
    }

    public static Map<String, int[]> second() {
        var all = new PublishedLayouts(1024, true);
        all.unet(LATENT, new int[] {1, 2, 4, 4}, new int[] {1, 1, 1, 0}, 1);
        all.autoencoder("first_stage_model.");
        all.openClip("cond_stage_model.model.", 1024, 24, 1024);
        return all.shapes;
    }

    public static Map<String, int[]> xl() {
        var all = new PublishedLayouts(2048, true);
        all.unet(LATENT, new int[] {1, 2, 4}, new int[] {0, 2, 10}, 10);
        all.linear("model.diffusion_model.label_emb.0.0", TIME, 2816);
        all.linear("model.diffusion_model.label_emb.0.2", TIME, TIME);
        all.autoencoder("first_stage_model.");
        all.clip("conditioner.embedders.0.transformer.", 768, 12);
        all.openClip("conditioner.embedders.1.model.", 1280, 32, 1280);
        return all.shapes;
    }

    /** The autoencoder of Stable Diffusion 1 alone. */
    public static Map<String, int[]> autoencoder() {
        var all = new PublishedLayouts(0, false);
        all.autoencoder("");
        return all.shapes;
    }

    private void put(String name, int... shape) {
        shapes.put(name, shape);
    }

    private void norm(String path, int channels) {
        put(path + ".weight", channels);
        put(path + ".bias", channels);
    }

    private void linear(String path, int out, int in) {
        put(path + ".weight", out, in);
        put(path + ".bias", out);
    }

    private void convolution(String path, int out, int in, int side) {
        put(path + ".weight", out, in, side, side);
        put(path + ".bias", out);
    }

    /**
     * @param widths of the levels, in times of the first
     * @param depths of the transformers on each level
     */
    private void unet(int channels, int[] widths, int[] depths, int middle) {
        String unet = "model.diffusion_model.";
        linear(unet + "time_embed.0", TIME, WIDTH);
        linear(unet + "time_embed.2", TIME, TIME);
        convolution(unet + "input_blocks.0.0", WIDTH, channels, 3);
        var skips = new ArrayDeque<Integer>();
        skips.push(WIDTH);
        int x = WIDTH;
        int block = 1;
        for (int level = 0; level < widths.length; level++) {
            for (int layer = 0; layer < 2; layer++) {
                resnet(unet + "input_blocks." + block + ".0", x, widths[level] * WIDTH);
                x = widths[level] * WIDTH;
                transformer(unet + "input_blocks." + block++ + ".1", x, depths[level]);
                skips.push(x);
            }
            if (level + 1 < widths.length) {
                convolution(unet + "input_blocks." + block++ + ".0.op", x, x, 3);
                skips.push(x);
            }
        }
        resnet(unet + "middle_block.0", x, x);
        transformer(unet + "middle_block.1", x, middle);
        resnet(unet + "middle_block.2", x, x);
        up(unet, x, widths, depths, skips);
        norm(unet + "out.0", WIDTH);
        convolution(unet + "out.2", LATENT, WIDTH, 3);
    }

    private void up(String unet, int from, int[] widths, int[] depths, ArrayDeque<Integer> skips) {
        int x = from;
        int block = 0;
        for (int level = widths.length - 1; level >= 0; level--) {
            for (int layer = 0; layer < 3; layer++) {
                String path = unet + "output_blocks." + block++;
                resnet(path + ".0", x + skips.pop(), widths[level] * WIDTH);
                x = widths[level] * WIDTH;
                transformer(path + ".1", x, depths[level]);
                if (level > 0 && layer == 2) {
                    convolution(path + (depths[level] > 0 ? ".2" : ".1") + ".conv", x, x, 3);
                }
            }
        }
    }

    private void resnet(String path, int in, int out) {
        norm(path + ".in_layers.0", in);
        convolution(path + ".in_layers.2", out, in, 3);
        linear(path + ".emb_layers.1", out, TIME);
        norm(path + ".out_layers.0", out);
        convolution(path + ".out_layers.3", out, out, 3);
        if (in != out) {
            convolution(path + ".skip_connection", out, in, 1);
        }
    }

    private void transformer(String path, int width, int depth) {
        if (depth == 0) {
            return;
        }
        norm(path + ".norm", width);
        for (String projection : new String[] {".proj_in", ".proj_out"}) {
            if (linear) {
                linear(path + projection, width, width);
            } else {
                convolution(path + projection, width, width, 1);
            }
        }
        for (int i = 0; i < depth; i++) {
            String block = path + ".transformer_blocks." + i;
            for (int attention = 1; attention <= 2; attention++) {
                put(block + ".attn" + attention + ".to_q.weight", width, width);
                put(block + ".attn" + attention + ".to_k.weight", width, attention == 1 ? width : context);
                put(block + ".attn" + attention + ".to_v.weight", width, attention == 1 ? width : context);
                linear(block + ".attn" + attention + ".to_out.0", width, width);
            }
            linear(block + ".ff.net.0.proj", 8 * width, width);
            linear(block + ".ff.net.2", width, 4 * width);
            for (int norm = 1; norm <= 3; norm++) {
                norm(block + ".norm" + norm, width);
            }
        }
    }

    private void autoencoder(String prefix) {
        int[] widths = {128, 256, 512, 512};
        convolution(prefix + "encoder.conv_in", widths[0], 3, 3);
        convolution(prefix + "decoder.conv_in", widths[3], LATENT, 3);
        int x = widths[0];
        for (int level = 0; level < widths.length; level++) {
            for (int layer = 0; layer < 2; layer++) {
                block(prefix + "encoder.down." + level + ".block." + layer, x, widths[level]);
                x = widths[level];
            }
            if (level + 1 < widths.length) {
                convolution(prefix + "encoder.down." + level + ".downsample.conv", x, x, 3);
            }
        }
        for (String half : new String[] {"encoder", "decoder"}) {
            block(prefix + half + ".mid.block_1", x, x);
            block(prefix + half + ".mid.block_2", x, x);
            norm(prefix + half + ".mid.attn_1.norm", x);
            for (String part : new String[] {"q", "k", "v", "proj_out"}) {
                convolution(prefix + half + ".mid.attn_1." + part, x, x, 1);
            }
        }
        for (int level = widths.length - 1; level >= 0; level--) {
            for (int layer = 0; layer < 3; layer++) {
                block(prefix + "decoder.up." + level + ".block." + layer, x, widths[level]);
                x = widths[level];
            }
            if (level > 0) {
                convolution(prefix + "decoder.up." + level + ".upsample.conv", x, x, 3);
            }
        }
        norm(prefix + "encoder.norm_out", widths[3]);
        convolution(prefix + "encoder.conv_out", 2 * LATENT, widths[3], 3);
        norm(prefix + "decoder.norm_out", widths[0]);
        convolution(prefix + "decoder.conv_out", 3, widths[0], 3);
        convolution(prefix + "quant_conv", 2 * LATENT, 2 * LATENT, 1);
        convolution(prefix + "post_quant_conv", LATENT, LATENT, 1);
    }

    private void block(String path, int in, int out) {
        norm(path + ".norm1", in);
        convolution(path + ".conv1", out, in, 3);
        norm(path + ".norm2", out);
        convolution(path + ".conv2", out, out, 3);
        if (in != out) {
            convolution(path + ".nin_shortcut", out, in, 1);
        }
    }

    private void clip(String prefix, int width, int layers) {
        String model = prefix + "text_model.";
        put(model + "embeddings.token_embedding.weight", VOCABULARY, width);
        put(model + "embeddings.position_embedding.weight", POSITIONS, width);
        put(model + "embeddings.position_ids", 1, POSITIONS);
        norm(model + "final_layer_norm", width);
        for (int i = 0; i < layers; i++) {
            String layer = model + "encoder.layers." + i;
            norm(layer + ".layer_norm1", width);
            norm(layer + ".layer_norm2", width);
            for (String part : new String[] {"q_proj", "k_proj", "v_proj", "out_proj"}) {
                linear(layer + ".self_attn." + part, width, width);
            }
            linear(layer + ".mlp.fc1", 4 * width, width);
            linear(layer + ".mlp.fc2", width, 4 * width);
        }
    }

    private void openClip(String prefix, int width, int layers, int projection) {
        put(prefix + "token_embedding.weight", VOCABULARY, width);
        put(prefix + "positional_embedding", POSITIONS, width);
        put(prefix + "text_projection", width, projection);
        put(prefix + "logit_scale");
        norm(prefix + "ln_final", width);
        for (int i = 0; i < layers; i++) {
            String layer = prefix + "transformer.resblocks." + i;
            norm(layer + ".ln_1", width);
            norm(layer + ".ln_2", width);
            put(layer + ".attn.in_proj_weight", 3 * width, width);
            put(layer + ".attn.in_proj_bias", 3 * width);
            linear(layer + ".attn.out_proj", width, width);
            linear(layer + ".mlp.c_fc", 4 * width, width);
            linear(layer + ".mlp.c_proj", width, 4 * width);
        }
    }
}
