package mezzotint.backend.pytorch.script;

import java.util.Arrays;
import mezzotint.graph.Node;
import mezzotint.plugin.Problem;

/** Operations on each value by itself; in place wherever nobody reads the old values any more. */
final class Elementwise {

    private Elementwise() {}

    static String activate(Node node, Script script) {
        String x = script.value(node, 0);
        String mark = script.mayOverwrite(node, 0) ? "_" : "";
        return switch (node.text("function")) {
            case "silu", "tanh", "sigmoid", "relu" -> script.let("torch.%s%s(%s)", node.text("function"), mark, x);
            case "leaky_relu" -> script.let("torch.leaky_relu%s(%s, %s)", mark, x, Script.number(node.number("slope", 0.01)));
            case "gelu" -> script.let("torch.gelu(%s)", x);
            case "gelu_tanh" -> script.let("torch.gelu(%s, approximate=\"tanh\")", x);
            case "quick_gelu" -> script.let("torch.mul%s(%s, torch.sigmoid(torch.mul(%s, 1.702)))", mark, x, x);
            default -> throw new Problem(Problem.Kind.UNSUPPORTED, "PyTorch knows no function " + node.text("function") + ", which the node "
                    + node.name() + " asks for", "choose another backend for this network");
        };
    }

    static String add(Node node, Script script) {
        return join(node, script, "add");
    }

    static String multiply(Node node, Script script) {
        return join(node, script, "mul");
    }

    private static String join(Node node, Script script, String function) {
        for (int i = 0; i < 2; i++) {
            boolean full = Arrays.equals(script.shape(node.inputs().get(i)), script.shape(node.name()));
            if (full && script.mayOverwrite(node, i)) {
                return script.let("torch.%s_(%s, %s)", function, script.value(node, i), script.value(node, 1 - i));
            }
        }
        return script.let("torch.%s(%s, %s)", function, script.value(node, 0), script.value(node, 1));
    }

    static String scale(Node node, Script script) {
        String x = script.value(node, 0);
        String mark = script.mayOverwrite(node, 0) ? "_" : "";
        double offset = node.number("offset", 0);
        String scaled = script.let("torch.mul%s(%s, %s)", mark, x, Script.number(node.number("factor", 1)));
        return offset == 0 ? scaled : script.let("torch.add_(%s, %s)", scaled, Script.number(offset));
    }
}
