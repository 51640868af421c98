package mezzotint.upscaler.esrgan;

import java.util.ArrayList;
import java.util.List;
import mezzotint.graph.Drawing;
import mezzotint.graph.Op;
import mezzotint.plugin.Problem;

/** RRDBNet of ESRGAN (Wang et al., 2018, figures 3 and 4) and Real-ESRGAN: residual blocks of residual dense blocks, then the size is doubled. */
final class DenseNetwork {

    /** Part of a block that is added to what went into it (section 3.1). */
    private static final double RESIDUAL = 0.2;
    private static final double SLOPE = 0.2;
    private static final int CONVOLUTIONS = 5;
    /** What is further away changes a pixel by less than a level of 256. */
    private static final int REACH = 24;

    private final DenseNames names;
    private final NamedWeights weights;
    private final Drawing draw;

    DenseNetwork(DenseNames names) {
        this.names = names;
        this.weights = names.weights();
        this.draw = new Drawing(weights.file()::shape);
    }

    /** Networks for less than four times the size take squares of pixels as channels. */
    UpscalerNetwork network() {
        int channels = weights.convolution(names.inFile("conv_first"))[1];
        int squares = (int) Math.round(Math.sqrt(channels / 3.0));
        if (channels != 3 * squares * squares) {
            throw Problem.invalid("the first convolution of the file takes " + channels + " channels, which are no picture", "choose another file");
        }
        int factor = 1 << names.enlarging().size();
        if (factor % squares != 0) {
            throw new Problem(Problem.Kind.UNSUPPORTED, "the network takes squares of " + squares + "x" + squares + " pixels and doubles the size "
                    + names.enlarging().size() + " times: no whole factor", "choose another file");
        }
        String x = UpscalerNetwork.unit(draw, draw.input("squares", "batch", channels, "height", "width"));
        String first = convolve(x, names.inFile("conv_first"));
        String trunk = first;
        for (int i = 0; weights.has(names.inFile("body." + i + ".rdb1.conv1") + ".weight"); i++) {
            trunk = block(trunk, "body." + i);
        }
        x = draw.add(first, convolve(trunk, names.inFile("conv_body")));
        for (String enlarging : names.enlarging()) {
            x = leaky(convolve(draw.node(Op.UPSAMPLE, List.of(x)), enlarging));
        }
        x = convolve(leaky(convolve(x, names.before())), names.last());
        return new UpscalerNetwork(UpscalerNetwork.large(draw, x), factor / squares, squares, REACH);
    }

    private String block(String x, String path) {
        String inner = x;
        for (int i = 1; i <= 3; i++) {
            inner = dense(inner, path + ".rdb" + i);
        }
        return residual(x, inner);
    }

    private String dense(String x, String path) {
        var known = new ArrayList<>(List.of(x));
        for (int i = 1; i < CONVOLUTIONS; i++) {
            known.add(leaky(convolve(joined(known), names.inFile(path + ".conv" + i))));
        }
        return residual(x, convolve(joined(known), names.inFile(path + ".conv" + CONVOLUTIONS)));
    }

    private String joined(List<String> parts) {
        return parts.size() == 1 ? parts.get(0) : draw.concat(1, parts.toArray(String[]::new));
    }

    private String residual(String x, String change) {
        return draw.add(x, draw.node(Op.SCALE, List.of(change), "factor", RESIDUAL));
    }

    private String leaky(String x) {
        return draw.node(Op.ACTIVATE, List.of(x), "function", "leaky_relu", "slope", SLOPE);
    }

    private String convolve(String x, String name) {
        weights.convolution(name);
        return draw.convolve(x, draw.weight(weights.wrapper() + name + ".weight"), draw.weight(weights.wrapper() + name + ".bias"), 1, 1);
    }
}
