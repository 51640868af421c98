package template.backend;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import mezzotint.backend.Backend;
import mezzotint.backend.Device;
import mezzotint.backend.Program;
import mezzotint.graph.Graph;
import mezzotint.graph.Node;
import mezzotint.graph.Op;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.None;
import mezzotint.plugin.Plugin;
import mezzotint.plugin.Problem;
import org.osgi.service.component.annotations.Component;

/** An engine that knows no more than sums, products and matrices; the planner passes it by until it knows what a model needs. */
@Component(property = "service.ranking:Integer=-1000")
@Plugin(id = "example", label = "Example")
public final class Example implements Backend<None> {

    private static final Set<Op> KNOWN = EnumSet.of(Op.WEIGHT, Op.SCALE, Op.ADD, Op.MULTIPLY, Op.LINEAR);

    @Override
    public List<Device> devices() {
        return List.of(new Device("cpu", "CPU (one thread)", Runtime.getRuntime().maxMemory()));
    }

    @Override
    public Program compile(Graph graph, Checkpoint weights, Device device, None params) {
        var shapes = graph.shapes();
        for (Node node : graph.nodes()) {
            boolean broadcast = (node.op() == Op.ADD || node.op() == Op.MULTIPLY)
                    && node.inputs().stream().map(shapes::get).distinct().count() > 1;
            if (!KNOWN.contains(node.op()) || broadcast) {
                throw new Problem(Problem.Kind.UNSUPPORTED, "the node " + node.name() + " is " + (broadcast ? "a broadcast " : "a ") + node.op(),
                        "choose another engine");
            }
        }
        return new Interpreter(graph, weights);
    }
}
