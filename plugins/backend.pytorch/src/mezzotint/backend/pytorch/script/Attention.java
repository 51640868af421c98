package mezzotint.backend.pytorch.script;

import java.util.Arrays;
import mezzotint.graph.Node;

/** Attention by PyTorch's fused kernel. */
final class Attention implements Emitter {

    @Override
    public String emit(Node node, Script script) {
        int heads = node.integer("heads");
        boolean causal = node.flag("causal", false);
        String query = heads(script, script.value(node, 0), script.shape(node.inputs().get(0)), heads);
        String key = heads(script, script.value(node, 1), script.shape(node.inputs().get(1)), heads);
        String value = heads(script, script.value(node, 2), script.shape(node.inputs().get(2)), heads);
        String mask = "None";
        if (node.inputs().size() > 3) {
            mask = mask(node, script, causal);
            causal = false;
        }
        String out = script.let("torch.scaled_dot_product_attention(%s, %s, %s, %s, 0., %s)",
                query, key, value, mask, causal ? "True" : "False");
        return script.let("torch.reshape(torch.transpose(%s, 1, 2), %s)", out, Script.list(script.shape(node.name())));
    }

    private static String heads(Script script, String x, int[] shape, int heads) {
        return script.let("torch.transpose(torch.reshape(%s, [%d, %d, %d, %d]), 1, 2)", x, shape[0], shape[1], heads, shape[2] / heads);
    }

    private static String mask(Node node, Script script, boolean causal) {
        int[] shape = script.shape(node.inputs().get(3));
        int[] four = new int[4];
        Arrays.fill(four, 1);
        System.arraycopy(shape, 0, four, 4 - shape.length, shape.length);
        String mask = script.let("torch.reshape(%s, %s)", script.value(node, 3), Script.list(four));
        if (!causal) {
            return mask;
        }
        int rows = script.shape(node.inputs().get(0))[1];
        int columns = script.shape(node.inputs().get(1))[1];
        String future = "torch.triu(torch.full([%d, %d], float(\"-inf\"), dtype=6, layout=0, device=torch.device(\"cpu\"), pin_memory=False), 1)";
        return script.let("torch.add(%s, %s)", mask, script.constant(future.formatted(rows, columns)));
    }
}
