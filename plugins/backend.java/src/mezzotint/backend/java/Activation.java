package mezzotint.backend.java;

import mezzotint.graph.Node;
import mezzotint.plugin.Problem;

/** Functions of one value. */
final class Activation {

    interface Function {

        float of(float x);
    }

    private Activation() {}

    static Values of(Node node, Values x) {
        return map(x, function(node));
    }

    static Values map(Values x, Function f) {
        Values out = Values.zeros(x.shape());
        Cores.rows(x.data().length, 1, (from, to) -> {
            for (int i = from; i < to; i++) {
                out.data()[i] = f.of(x.data()[i]);
            }
        });
        return out;
    }

    /** @throws Problem of kind {@code UNSUPPORTED} if there is none of that name */
    static Function function(Node node) {
        return switch (node.text("function")) {
            case "silu" -> x -> (float) (x / (1 + Math.exp(-x)));
            case "gelu" -> x -> (float) (x * (1 + Erf.of(x / Math.sqrt(2))) / 2);
            case "gelu_tanh" -> x -> (float) (x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))) / 2);
            case "quick_gelu" -> x -> (float) (x / (1 + Math.exp(-1.702 * x)));
            case "tanh" -> x -> (float) Math.tanh(x);
            case "sigmoid" -> x -> (float) (1 / (1 + Math.exp(-x)));
            case "relu" -> x -> Math.max(x, 0);
            case "leaky_relu" -> leaky((float) node.number("slope", 0.01));
            default -> throw Kernels.unsupported(node, "the function " + node.text("function"));
        };
    }

    private static Function leaky(float slope) {
        return x -> x < 0 ? x * slope : x;
    }
}
