package mezzotint.upscaler.esrgan;

import java.util.List;
import mezzotint.graph.Drawing;
import mezzotint.graph.Graph;
import mezzotint.graph.Op;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;

/**
 * A network that makes pictures larger.
 *
 * @param graph input {@code image} [batch, 3, height, width] from -1 to 1; output {@code image.large} in the same range
 * @param factor how many times as wide the picture becomes
 * @param multiple width and height of what it takes are multiples of this
 * @param reach pixels around a place that have a say in it, as far as can be seen
 */
record UpscalerNetwork(Graph graph, int factor, int multiple, int reach) {

    /** What wraps the names of tensors in the files of trainers, the average over the training first. */
    private static final String[] WRAPPERS = {"params_ema.", "params.", "module.", "netG.", ""};

    /**
     * The network of a file, by the names and shapes of its tensors.
     *
     * @throws Problem of kind {@code UNSUPPORTED} if it is none that is drawn here
     */
    static UpscalerNetwork of(Checkpoint file, String name) {
        for (String wrapper : WRAPPERS) {
            var weights = new NamedWeights(file, wrapper);
            if (CompactNetwork.is(weights)) {
                return new CompactNetwork(weights).network();
            }
            var dense = DenseNames.of(weights);
            if (dense.isPresent()) {
                return new DenseNetwork(dense.get()).network();
            }
        }
        throw new Problem(Problem.Kind.UNSUPPORTED, name + " is no ESRGAN, Real-ESRGAN or compact network: its first tensors are "
                + file.names().stream().sorted().limit(3).toList(), "choose another file, or install a plugin that provides postprocessor for it");
    }

    /** The picture as the network wants it, from 0 to 1. */
    static String unit(Drawing draw, String image) {
        return draw.node(Op.SCALE, List.of(image), "factor", 0.5, "offset", 0.5);
    }

    /** From 0 to 1 back to -1 to 1. */
    static Graph large(Drawing draw, String unit) {
        return draw.graph(draw.name(draw.node(Op.SCALE, List.of(unit), "factor", 2.0, "offset", -1.0), "image.large"));
    }
}
