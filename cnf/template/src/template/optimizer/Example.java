package template.optimizer;

import mezzotint.graph.Effect;
import mezzotint.graph.Graph;
import mezzotint.graph.Node;
import mezzotint.graph.Op;
import mezzotint.graph.Optimizer;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** Takes the quicker formula of GELU, by tanh, in place of the exact one: Hendrycks and Gimpel (2016). */
@Component
@Plugin(id = "example", label = "Example", source = "https://arxiv.org/abs/1606.08415")
public final class Example implements Optimizer<None> {

    @Override
    public Graph optimize(Graph graph, None params) {
        return graph.rewrite(Op.ACTIVATE, node -> exact(node) ? node.with("function", "gelu_tanh") : node);
    }

    @Override
    public Effect forecast(Graph graph, None params) {
        return graph.nodes().stream().anyMatch(Example::exact) ? new Effect(1, 0.99, 0.001) : new Effect(1, 1, 0);
    }

    private static boolean exact(Node node) {
        return node.op() == Op.ACTIVATE && node.text("function").equals("gelu");
    }
}
