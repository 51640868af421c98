package mezzotint.architecture.sd;

import mezzotint.graph.Drawing;

/**
 * Self-attention, cross-attention to the prompt and a gated feed-forward layer, over the cells of a picture.
 *
 * @param headsKey where the configuration says the number of heads
 */
record Transformer(Blocks blocks, String headsKey, int heads, String context) {

    String draw(String x, String path) {
        Drawing draw = blocks.draw;
        boolean linear = blocks.axes(path + ".proj_in.weight") == 2;
        String rows = blocks.groupNorm(x, path + ".norm", 1e-6);
        rows = linear
                ? blocks.linear(draw.rearrange(rows, "b c h w -> b (h w) c"), path + ".proj_in")
                : draw.rearrange(blocks.convolve(rows, path + ".proj_in", 1, 0), "b c h w -> b (h w) c");
        for (int i = 0; blocks.hasPart(path + ".transformer_blocks." + i); i++) {
            rows = block(rows, path + ".transformer_blocks." + i);
        }
        String out = linear ? blocks.linear(rows, path + ".proj_out") : rows;
        out = draw.rearrange(out, "b (h w) c -> b c h w", x, "_ _ h w");
        out = linear ? out : blocks.convolve(out, path + ".proj_out", 1, 0);
        return draw.name(draw.add(out, x), path);
    }

    private String block(String rows, String path) {
        Drawing draw = blocks.draw;
        String y = blocks.layerNorm(rows, path + ".norm1");
        rows = draw.add(attend(y, y, path + ".attn1"), rows);
        rows = draw.add(attend(blocks.layerNorm(rows, path + ".norm2"), context, path + ".attn2"), rows);
        rows = draw.add(feedForward(blocks.layerNorm(rows, path + ".norm3"), path + ".ff"), rows);
        return draw.name(rows, path);
    }

    private String attend(String x, String from, String path) {
        blocks.checkShared(headsKey, heads, blocks.sides(path + ".to_q.weight", 2)[0]);
        String attended = blocks.draw.attend(
                blocks.project(x, path + ".to_q"), blocks.project(from, path + ".to_k"), blocks.project(from, path + ".to_v"), heads);
        return blocks.draw.name(blocks.linear(attended, path + ".to_out.0"), path);
    }

    /** GEGLU (Shazeer, 2020): the first half of the projection, gated by the second. */
    private String feedForward(String x, String path) {
        Drawing draw = blocks.draw;
        String weight = blocks.weight(path + ".net.0.proj.weight");
        String bias = blocks.weight(path + ".net.0.proj.bias");
        int width = blocks.sides(path + ".net.2.weight", 2)[1];
        blocks.checkLength(path + ".net.0.proj.bias", 2 * width);
        blocks.checkLength(path + ".net.0.proj.weight", 2 * width);
        String value = draw.linear(x, draw.slice(weight, 0, 0, width), draw.slice(bias, 0, 0, width));
        String gate = draw.linear(x, draw.slice(weight, 0, width, 2 * width), draw.slice(bias, 0, width, 2 * width));
        String gated = draw.multiply(value, draw.activate(gate, "gelu"));
        return draw.name(blocks.linear(gated, path + ".net.2"), path);
    }
}
