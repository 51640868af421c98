package mezzotint.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mezzotint.model.Checkpoint;
import mezzotint.tensor.Tensor;

/** A UNet of the size of Stable Diffusion 1.5 with random weights in place of a model's own; the rest is the model's. */
final class RandomUNet implements Checkpoint {

    private static final int[] CHANNELS = {320, 640, 1280, 1280};
    private static final int CONTEXT = 768;
    private static final int TIME = 1280;

    private final Checkpoint rest;
    private final Map<String, int[]> shapes = new TreeMap<>();

    RandomUNet(Checkpoint rest) {
        this.rest = rest;
        linear("time_embedding.linear_1", TIME, CHANNELS[0], true);
        linear("time_embedding.linear_2", TIME, TIME, true);
        convolution("conv_in", CHANNELS[0], 4, 3);
        down();
        resnet("mid_block.resnets.0", 1280, 1280);
        transformer("mid_block.attentions.0", 1280);
        resnet("mid_block.resnets.1", 1280, 1280);
        up();
        norm("conv_norm_out", CHANNELS[0]);
        convolution("conv_out", 4, CHANNELS[0], 3);
    }

    private void down() {
        int channels = CHANNELS[0];
        for (int i = 0; i < CHANNELS.length; i++) {
            String path = "down_blocks." + i;
            for (int j = 0; j < 2; j++) {
                resnet(path + ".resnets." + j, channels, CHANNELS[i]);
                channels = CHANNELS[i];
                if (i < 3) {
                    transformer(path + ".attentions." + j, channels);
                }
            }
            if (i < 3) {
                convolution(path + ".downsamplers.0.conv", channels, channels, 3);
            }
        }
    }

    private void up() {
        int[] skips = {320, 320, 320, 320, 640, 640, 640, 1280, 1280, 1280, 1280, 1280};
        int skip = skips.length;
        int channels = 1280;
        for (int i = 0; i < CHANNELS.length; i++) {
            String path = "up_blocks." + i;
            int wanted = CHANNELS[CHANNELS.length - 1 - i];
            for (int j = 0; j < 3; j++) {
                resnet(path + ".resnets." + j, channels + skips[--skip], wanted);
                channels = wanted;
                if (i > 0) {
                    transformer(path + ".attentions." + j, channels);
                }
            }
            if (i < 3) {
                convolution(path + ".upsamplers.0.conv", channels, channels, 3);
            }
        }
    }

    private void resnet(String path, int in, int out) {
        norm(path + ".norm1", in);
        convolution(path + ".conv1", out, in, 3);
        linear(path + ".time_emb_proj", out, TIME, true);
        norm(path + ".norm2", out);
        convolution(path + ".conv2", out, out, 3);
        if (in != out) {
            convolution(path + ".conv_shortcut", out, in, 1);
        }
    }

    private void transformer(String path, int width) {
        norm(path + ".norm", width);
        convolution(path + ".proj_in", width, width, 1);
        convolution(path + ".proj_out", width, width, 1);
        String block = path + ".transformer_blocks.0";
        for (int i = 1; i <= 3; i++) {
            norm(block + ".norm" + i, width);
        }
        for (int i = 1; i <= 2; i++) {
            linear(block + ".attn" + i + ".to_q", width, width, false);
            linear(block + ".attn" + i + ".to_k", width, i == 1 ? width : CONTEXT, false);
            linear(block + ".attn" + i + ".to_v", width, i == 1 ? width : CONTEXT, false);
            linear(block + ".attn" + i + ".to_out.0", width, width, true);
        }
        linear(block + ".ff.net.0.proj", 8 * width, width, true);
        linear(block + ".ff.net.2", width, 4 * width, true);
    }

    private void linear(String path, int out, int in, boolean bias) {
        add(path + ".weight", out, in);
        if (bias) {
            add(path + ".bias", out);
        }
    }

    private void convolution(String path, int out, int in, int kernel) {
        add(path + ".weight", out, in, kernel, kernel);
        add(path + ".bias", out);
    }

    private void norm(String path, int width) {
        add(path + ".weight", width);
        add(path + ".bias", width);
    }

    private void add(String name, int... shape) {
        shapes.put("unet." + name, shape);
    }

    @Override
    public Set<String> names() {
        var names = new TreeSet<>(rest.names());
        names.removeIf(n -> n.startsWith("unet."));
        names.addAll(shapes.keySet());
        return names;
    }

    @Override
    public int[] shape(String name) {
        return shapes.containsKey(name) ? shapes.get(name).clone() : rest.shape(name);
    }

    @Override
    public String type(String name) {
        return shapes.containsKey(name) ? "F32" : rest.type(name);
    }

    @Override
    public ByteBuffer bytes(String name) {
        if (!shapes.containsKey(name)) {
            return rest.bytes(name);
        }
        int[] shape = shapes.get(name);
        int count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        ByteBuffer bytes = ByteBuffer.allocateDirect(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        var random = new Random(name.hashCode());
        float scale = (float) Math.sqrt(3.0 * shape[0] / count);
        while (bytes.hasRemaining()) {
            bytes.putFloat((2 * random.nextFloat() - 1) * scale);
        }
        return bytes.flip();
    }

    @Override
    public Tensor tensor(String name) {
        return shapes.containsKey(name) ? Tensor.of(bytes(name).asFloatBuffer(), shapes.get(name)) : rest.tensor(name);
    }

    @Override
    public Map<String, String> metadata() {
        return rest.metadata();
    }

    @Override
    public Optional<byte[]> resource(String path) {
        return path.equals("unet/config.json")
                ? Optional.of("{\"block_out_channels\": [320, 640, 1280, 1280], \"attention_head_dim\": 8}".getBytes(StandardCharsets.UTF_8))
                : rest.resource(path);
    }

    @Override
    public void close() {
        rest.close();
    }
}
