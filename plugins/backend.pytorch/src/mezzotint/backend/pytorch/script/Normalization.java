package mezzotint.backend.pytorch.script;

import mezzotint.graph.Node;

/** Group, layer and root mean square normalization. */
final class Normalization {

    private Normalization() {}

    static String group(Node node, Script script) {
        return script.let("torch.group_norm(%s, %d, %s, %s, %s, False)", script.value(node, 0), node.integer("groups"),
                script.value(node, 1), script.value(node, 2), epsilon(node));
    }

    static String layer(Node node, Script script) {
        String weight = node.inputs().size() > 1 ? script.value(node, 1) : "None";
        String bias = node.inputs().size() > 2 ? script.value(node, 2) : "None";
        return script.let("torch.layer_norm(%s, [%d], %s, %s, %s, False)", script.value(node, 0), width(node, script), weight, bias, epsilon(node));
    }

    static String rms(Node node, Script script) {
        String weight = node.inputs().size() > 1 ? script.value(node, 1) : "None";
        return script.let("torch.rms_norm(%s, [%d], %s, %s)", script.value(node, 0), width(node, script), weight, epsilon(node));
    }

    private static int width(Node node, Script script) {
        int[] shape = script.shape(node.name());
        return shape[shape.length - 1];
    }

    private static String epsilon(Node node) {
        return Script.number(node.number("epsilon", 1e-5));
    }
}
