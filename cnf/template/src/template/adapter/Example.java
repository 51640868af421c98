package template.adapter;

import java.util.HashSet;
import java.util.List;
import mezzotint.graph.Graph;
import mezzotint.graph.Node;
import mezzotint.graph.Op;
import mezzotint.graph.Revision;
import mezzotint.model.Adapter;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** Adds whole differences to weights: a tensor {@code NAME.difference} to the tensor NAME. */
@Component
@Plugin(id = "example", label = "Example")
public final class Example implements Adapter<Example.Params> {

    static final String SUFFIX = ".difference";

    public record Params(
            @Param(label = "Strength", help = "How much of the difference is added.", min = -2, max = 2, step = 0.05) double strength) {

        public Params() {
            this(1);
        }
    }

    @Override
    public boolean reads(Checkpoint adapter) {
        return !adapter.names().isEmpty() && adapter.names().stream().allMatch(n -> n.endsWith(SUFFIX));
    }

    @Override
    public Adapted adapt(Graph graph, Checkpoint adapter, String prefix, Params params) {
        var used = new HashSet<String>();
        var revision = new Revision(graph);
        for (Node node : graph.nodes()) {
            String difference = node.name() + SUFFIX;
            if (adapter.names().contains(difference)) {
                used.add(difference);
                revision.replace(node.name(), weight -> revision.node(Op.ADD, List.of(weight, revision.node(Op.SCALE,
                        List.of(revision.weight(prefix + difference, adapter.shape(difference))), "factor", params.strength()))));
            }
        }
        return new Adapted(revision.graph(), used);
    }
}
