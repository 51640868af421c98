package mezzotint.backend.pytorch.script;

import mezzotint.graph.Node;

/** Products with matrices of weights, and the one operation that may follow each. */
final class Linear implements Emitter {

    /** With fewer rows than these, packing pays nothing. */
    private static final int FEW = 8;

    @Override
    public String emit(Node node, Script script) {
        int[] out = script.shape(node.name());
        int rows = 1;
        for (int i = 0; i < out.length - 1; i++) {
            rows *= out[i];
        }
        String other = Marks.joins(node) ? script.value(node, node.inputs().size() - 1) : null;
        return write(node, script, script.value(node, 0), rows, "%s", other);
    }

    /** How many inputs of a node are its own, and not of what follows. */
    static int ownInputs(Node node) {
        return node.inputs().size() - (Marks.joins(node) ? 1 : 0);
    }

    /**
     * Writes a product.
     *
     * @param matrix expression that makes the weight, %s, a matrix
     * @param other what is added to the product or multiplied with it, in the shape of the product
     */
    static String write(Node node, Script script, String x, int rows, String matrix, String other) {
        String weight = node.inputs().get(1);
        String bias = ownInputs(node) > 2 ? script.value(node, 2) : "None";
        String tail = Marks.tail(node);
        if (script.kernel() == LinearKernel.FUSED && script.isWeight(weight) && rows >= FEW) {
            String packed = script.packed(weight, matrix, "ops.mkldnn._reorder_linear_weight(%s, s[0])", new int[] {rows});
            return other != null
                    ? script.let("ops.mkldnn._linear_pointwise(%s, %s, %s, %s, \"%s\")", x, other, packed, bias, tail)
                    : script.let("ops.mkldnn._linear_pointwise(%s, %s, %s, \"%s\", %s, \"none\")", x, packed, bias, tail, Convolution.NONE);
        }
        String plain = script.isWeight(weight) && !matrix.equals("%s") ? script.packed(weight, "torch.clone(" + matrix + ")")
                : script.let(matrix, script.value(weight));
        String out = script.let("torch.linear(%s, %s, %s)", x, plain, bias);
        return switch (tail) {
            case "gelu" -> script.let("torch.gelu(%s)", out);
            case "add", "mul" -> script.let("torch.%s_(%s, %s)", tail, out, other);
            default -> out;
        };
    }
}
