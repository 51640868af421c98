package mezzotint.upscaler.esrgan;

import java.util.Collections;
import java.util.List;
import mezzotint.graph.Drawing;
import mezzotint.graph.Op;
import mezzotint.plugin.Problem;

/**
 * SRVGGNetCompact of Real-ESRGAN (Wang et al., 2021, in the repository's releases from 0.2.4 on): convolutions with PReLU between them, in the size of the
 * small picture; the last one has a channel for each pixel of the large one, to which the small picture is added.
 */
record CompactNetwork(NamedWeights weights) {

    static boolean is(NamedWeights weights) {
        return weights.has("body.0.weight") && weights.has("body.1.weight") && weights.shape("body.1.weight").length == 1;
    }

    UpscalerNetwork network() {
        var draw = new Drawing(weights.file()::shape);
        int last = last();
        int factor = factor(weights.convolution("body." + last)[0]);
        String image = UpscalerNetwork.unit(draw, draw.input("image", "batch", 3, "height", "width"));
        String x = image;
        for (int i = 0; i <= last; i += 2) {
            weights.convolution("body." + i);
            x = draw.convolve(x, weight(draw, "body." + i + ".weight"), weight(draw, "body." + i + ".bias"), 1, 1);
            x = i == last ? x : prelu(draw, x, "body." + (i + 1) + ".weight");
        }
        String details = draw.node(Op.REARRANGE, List.of(x), "pattern", "b (c p q) h w -> b c (h p) (w q)", "p", factor, "q", factor);
        String large = draw.add(details, repeated(draw, image, factor));
        return new UpscalerNetwork(UpscalerNetwork.large(draw, large), factor, 1, last / 2 + 1);
    }

    /** Number of the last convolution. */
    private int last() {
        int last = 0;
        while (weights.has("body." + (last + 2) + ".weight")) {
            last += 2;
        }
        return last;
    }

    private static int factor(int channels) {
        int factor = (int) Math.round(Math.sqrt(channels / 3.0));
        if (channels != 3 * factor * factor || factor < 1) {
            throw Problem.invalid("the last convolution of the file has " + channels + " channels, which make no picture", "choose another file");
        }
        return factor;
    }

    private String weight(Drawing draw, String name) {
        return draw.weight(weights.wrapper() + name);
    }

    /** max(x, 0) + slope min(x, 0), a slope for each channel (He et al., 2015). */
    private String prelu(Drawing draw, String x, String slope) {
        String negative = draw.activate(draw.node(Op.SCALE, List.of(x), "factor", -1.0), "relu");
        String slopes = draw.rearrange(weight(draw, slope), "c -> c 1 1");
        String bent = draw.node(Op.SCALE, List.of(draw.multiply(negative, slopes)), "factor", -1.0);
        return draw.add(draw.activate(x, "relu"), bent);
    }

    /** Each pixel as a square of that side. */
    private static String repeated(Drawing draw, String x, int factor) {
        String wide = draw.concat(1, Collections.nCopies(factor * factor, draw.rearrange(x, "b c h w -> b 1 c h w")).toArray(String[]::new));
        return draw.node(Op.REARRANGE, List.of(wide), "pattern", "b (p q) c h w -> b c (h p) (w q)", "p", factor, "q", factor);
    }
}
