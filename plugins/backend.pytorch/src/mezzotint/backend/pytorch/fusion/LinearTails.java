package mezzotint.backend.pytorch.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mezzotint.backend.pytorch.script.Convolution;
import mezzotint.backend.pytorch.script.Lifetimes;
import mezzotint.backend.pytorch.script.Marks;
import mezzotint.backend.pytorch.script.Plan;
import mezzotint.backend.pytorch.script.Stage;
import mezzotint.graph.Node;
import mezzotint.graph.Op;

/** Lets a product with a matrix do what follows it: a sum, a product value by value, or GELU. */
public final class LinearTails implements Fusion {

    @Override
    public Plan apply(Plan plan) {
        for (Node node : List.copyOf(plan.nodes().values())) {
            Node last = plan.nodes().get(node.name());
            String tail = switch (node.op()) {
                case ADD -> "add";
                case MULTIPLY -> "mul";
                case ACTIVATE -> node.text("function").equals("gelu") ? "gelu" : "none";
                default -> "none";
            };
            plan = last == null || tail.equals("none") ? plan : fuse(plan, last, tail);
        }
        return plan;
    }

    private static Plan fuse(Plan plan, Node node, String tail) {
        var uses = plan.uses();
        for (int i = 0; i < node.inputs().size(); i++) {
            Node product = plan.nodes().get(node.inputs().get(i));
            if (product != null && isProduct(plan, product) && Marks.tail(product).equals("none") && uses.get(product.name()) == 1
                    && Arrays.equals(plan.shape(product.name()), plan.shape(node.name())) && fits(plan, node, product, i)) {
                var inputs = new ArrayList<>(product.inputs());
                if (node.inputs().size() > 1) {
                    inputs.add(node.inputs().get(1 - i));
                }
                Node fused = new Node(node.name(), product.op(), inputs, product.attributes()).with(Marks.TAIL, tail);
                return plan.with(Map.of(node.name(), fused));
            }
        }
        return plan;
    }

    private static boolean isProduct(Plan plan, Node node) {
        return node.op() == Op.LINEAR || node.op() == Op.CONVOLVE && Convolution.isProduct(node, plan);
    }

    private static boolean fits(Plan plan, Node node, Node product, int input) {
        boolean alone = node.inputs().size() == 1;
        var stages = Stage.of(plan);
        return (alone || Arrays.equals(plan.shape(node.inputs().get(1 - input)), plan.shape(node.name())))
                && stages.get(product.name()) == stages.get(node.name()) && stages.get(node.name()) != Stage.WEIGHTS
                && new Lifetimes(plan).mayMove(product, node);
    }
}
