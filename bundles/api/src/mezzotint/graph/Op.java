package mezzotint.graph;

/**
 * What a node computes. The inputs stand in brackets, a question mark after those that may be left
 * out; the attributes in braces, with their defaults. Shapes are row-major, pictures
 * [batch, channels, height, width], token rows [batch, tokens, width].
 *
 * <p>The list may grow; a backend answers an operation it does not know with a
 * {@link mezzotint.plugin.Problem} of kind {@code UNSUPPORTED} that names the node.
 */
public enum Op {

    /** A tensor of the checkpoint. [] {tensor: its name there, shape: List of Integer} */
    WEIGHT,

    /**
     * Sliding window over pictures. [x, weight [out, in / groups, h, w], bias?] {stride = 1,
     * padding = [0, 0, 0, 0]: List of Integer, top, left, bottom, right, groups = 1}
     */
    CONVOLVE,

    /** x times the transpose of weight, plus bias. [x [.., in], weight [out, in], bias?] */
    LINEAR,

    /**
     * softmax(query key&#7488; / sqrt(width / heads)) value, per head. [query [batch, n, width], key
     * [batch, m, width], value [batch, m, width], mask? added to the scores, broadcast to [batch,
     * heads, n, m]] {heads, causal = false: row n sees keys up to n}
     */
    ATTEND,

    /** [x [batch, channels, ..], weight, bias] {groups, epsilon} */
    GROUP_NORM,

    /** Over the last axis. [x, weight?, bias?] {epsilon} */
    LAYER_NORM,

    /** Over the last axis. [x, weight?] {epsilon} */
    RMS_NORM,

    /**
     * Value by value. [x] {function: silu, gelu (exact, by erf), gelu_tanh, quick_gelu, tanh, sigmoid, relu, leaky_relu;
     * slope = 0.01: what leaky_relu takes values below 0 times}
     */
    ACTIVATE,

    /** [a, b], shapes broadcast from the last axis backwards */
    ADD,

    /** [a, b], shapes broadcast from the last axis backwards */
    MULTIPLY,

    /** x * factor + offset. [x] {factor = 1, offset = 0} */
    SCALE,

    /** [a, b, ...] {axis} */
    CONCAT,

    /** [x] {axis, from, to: exclusive} */
    SLICE,

    /**
     * Splits, joins, reorders and adds axes: {@code b c h w -> b (h w) c}; see {@link Pattern}.
     * [x, like?] {pattern, like?: a pattern of one side that names axes of the second input, as
     * {@code _ _ h w}, and any axis by its name: Integer}
     */
    REARRANGE,

    /** Nearest neighbour, to twice the size or to that of {@code like}. [x, like?] {} */
    UPSAMPLE,

    /** Rows of weight by index. [indices [batch, tokens], weight [rows, width]] */
    EMBED,

    /**
     * Sines and cosines of times, as in Vaswani et al. (2017). [t [times]] {width, period = 10000,
     * cosineFirst = true, shift = 0.0: taken from the divisor width / 2}
     */
    TIME_EMBED,

    /**
     * All that was put in so far: each run joins its x to what the runs before left, and gives the
     * whole. The axis is then as long as all of them together. [x] {axis}
     */
    STATE
}
