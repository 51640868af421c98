package mezzotint.architecture.sd;

import java.util.Arrays;
import java.util.List;
import mezzotint.graph.Drawing;
import mezzotint.graph.Op;
import mezzotint.libs.config.Config;
import mezzotint.plugin.Problem;

/** The building blocks that the UNet and the autoencoder share; paths are those of diffusers' modules. */
final class Blocks {

    final Drawing draw;
    private final UsedTensors weights;
    private final String component;
    private final Config config;
    private final int groups;
    private final double epsilon;

    /** @param component prefix of the weights' names, as in {@code unet.} */
    Blocks(UsedTensors weights, String component, Config config, double epsilon) {
        this.draw = new Drawing(weights);
        this.weights = weights;
        this.component = component;
        this.config = config;
        this.groups = config.whole("norm_num_groups", 32, 1, Integer.MAX_VALUE);
        this.epsilon = epsilon;
    }

    boolean has(String path) {
        return weights.has(component + path);
    }

    /** Whether there is any tensor of a layer. */
    boolean hasPart(String path) {
        return weights.hasPart(component + path);
    }

    int axes(String path) {
        return weights.axes(component + path);
    }

    /** The shape of a weight that has to have so many axes. */
    int[] sides(String path, int axes) {
        return weights.sides(component + path, axes);
    }

    /** Looks that a weight, of which only slices are used, has so many rows. */
    void checkLength(String path, int rows) {
        int[] shape = sides(path, axes(path));
        if (shape.length == 0 || shape[0] != rows) {
            throw Problem.invalid(component + path + " has the shape " + Arrays.toString(shape) + " where " + rows + " rows are needed",
                    "check that the model is complete and of this architecture");
        }
    }

    /** Looks that a number from the configuration divides what the weights have. */
    void checkShared(String key, int parts, int whole) {
        if (whole % parts != 0) {
            throw config.wrong(key, "a divisor of " + whole);
        }
    }

    String weight(String path) {
        return draw.weight(component + path);
    }

    String convolve(String x, String path, int stride, int padding) {
        return draw.convolve(x, weight(path + ".weight"), weight(path + ".bias"), stride, padding);
    }

    String linear(String x, String path) {
        return draw.linear(x, weight(path + ".weight"), weight(path + ".bias"));
    }

    /** A linear layer, with a bias where the checkpoint has one. */
    String project(String x, String path) {
        return draw.linear(x, weight(path + ".weight"), has(path + ".bias") ? weight(path + ".bias") : null);
    }

    String groupNorm(String x, String path, double epsilon) {
        checkShared("norm_num_groups", groups, sides(path + ".weight", 1)[0]);
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
        boolean same = sides(path + ".norm1.weight", 1)[0] == sides(path + ".norm2.weight", 1)[0] && !hasPart(path + ".conv_shortcut");
        String shortcut = !same ? convolve(x, path + ".conv_shortcut", 1, 0) : x;
        return draw.name(draw.add(h, shortcut), path);
    }

    /** Nearest neighbour, then a convolution. @param like a value of the size wanted; null for twice the size */
    String upsample(String x, String path, String like) {
        String wide = draw.node(Op.UPSAMPLE, like == null ? List.of(x) : List.of(x, like));
        return convolve(wide, path + ".conv", 1, 1);
    }
}
