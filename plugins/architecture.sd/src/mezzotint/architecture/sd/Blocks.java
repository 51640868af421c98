package mezzotint.architecture.sd;

import mezzotint.graph.Drawing;
import mezzotint.graph.Op;
import mezzotint.model.Checkpoint;
import java.util.List;

/** The building blocks that the UNet and the autoencoder share; paths are those of diffusers' modules. */
final class Blocks {

    final Drawing draw;
    private final Checkpoint checkpoint;
    private final String component;
    private final int groups;
    private final double epsilon;

    /** @param component prefix of the weights' names, as in {@code unet.} */
    Blocks(Checkpoint checkpoint, String component, int groups, double epsilon) {
        this.draw = new Drawing(checkpoint::shape);
        this.checkpoint = checkpoint;
        this.component = component;
        this.groups = groups;
        this.epsilon = epsilon;
    }

    boolean has(String path) {
        return checkpoint.names().contains(component + path);
    }

    int[] shape(String path) {
        return checkpoint.shape(component + path);
    }

    String weight(String path) {
        return draw.weight(component + path);
    }

    String convolve(String x, String path, int stride, int padding) {
        return draw.convolve(x, weight(path + ".weight"), weight(path + ".bias"), stride, padding);
    }

    /** A linear layer, with a bias where the checkpoint has one. */
    String linear(String x, String path) {
        return draw.linear(x, weight(path + ".weight"), has(path + ".bias") ? weight(path + ".bias") : null);
    }

    String groupNorm(String x, String path, double epsilon) {
        return draw.groupNorm(x, weight(path + ".weight"), weight(path + ".bias"), groups, epsilon);
    }

    String groupNorm(String x, String path) {
        return groupNorm(x, path, epsilon);
    }

    String layerNorm(String x, String path) {
        return draw.layerNorm(x, weight(path + ".weight"), weight(path + ".bias"), 1e-5);
    }

    String silu(String x) {
        return draw.activate(x, "silu");
    }

    /** @param time activated time embedding [times, width]; null in the autoencoder */
    String resnet(String x, String path, String time) {
        String h = convolve(silu(groupNorm(x, path + ".norm1")), path + ".conv1", 1, 1);
        if (time != null) {
            h = draw.add(h, draw.rearrange(linear(time, path + ".time_emb_proj"), "b c -> b c 1 1"));
        }
        h = convolve(silu(groupNorm(h, path + ".norm2")), path + ".conv2", 1, 1);
        String shortcut = has(path + ".conv_shortcut.weight") ? convolve(x, path + ".conv_shortcut", 1, 0) : x;
        return draw.name(draw.add(h, shortcut), path);
    }

    /** Nearest neighbour, then a convolution. @param like a value of the size wanted; null for twice the size */
    String upsample(String x, String path, String like) {
        String wide = draw.node(Op.UPSAMPLE, like == null ? List.of(x) : List.of(x, like));
        return convolve(wide, path + ".conv", 1, 1);
    }
}
