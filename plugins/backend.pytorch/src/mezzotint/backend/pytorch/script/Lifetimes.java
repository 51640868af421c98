package mezzotint.backend.pytorch.script;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mezzotint.graph.Node;
import mezzotint.graph.Op;

/**
 * How long the memory behind each value is read. Several values may look at the same memory: a
 * slice or a rearrangement is taken as a view, whether it is one or not.
 */
public final class Lifetimes {

    private static final Set<Op> VIEWS = Set.of(Op.SLICE, Op.REARRANGE);

    private final Plan plan;
    private final Map<String, Stage> stages;
    private final Map<String, String> owners = new HashMap<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private final Map<String, Integer> lastReads = new HashMap<>();

    public Lifetimes(Plan plan) {
        this.plan = plan;
        this.stages = Stage.of(plan);
        for (Node node : plan.nodes().values()) {
            int position = positions.size();
            positions.put(node.name(), position);
            node.inputs().forEach(i -> lastReads.put(owner(i), position));
            owners.put(node.name(), VIEWS.contains(node.op()) ? owner(node.inputs().get(0)) : node.name());
        }
        plan.outputs().forEach(o -> lastReads.put(owner(o), Integer.MAX_VALUE));
        keepWhatLasts();
    }

    private void keepWhatLasts() {
        for (Node node : plan.nodes().values()) {
            for (String input : node.inputs()) {
                if (stages.get(input) != stages.get(node.name())) {
                    lastReads.put(owner(input), Integer.MAX_VALUE);
                }
            }
        }
    }

    /** The value in whose memory this one lies. */
    public String owner(String value) {
        return owners.getOrDefault(value, value);
    }

    /** Whether what a node reads is still there at the place of a later one. */
    public boolean mayMove(Node node, Node later) {
        List<String> read = node.inputs().stream().map(this::owner).toList();
        int from = positions.get(node.name());
        int to = positions.get(later.name());
        return plan.nodes().values().stream().filter(n -> Marks.has(n, Marks.ONTO))
                .filter(n -> positions.get(n.name()) > from && positions.get(n.name()) < to)
                .noneMatch(n -> read.contains(owner(n.inputs().get(n.inputs().size() - 1))));
    }

    /** Whether a node is the last to read the memory of one of its inputs, and reads it by that input alone. */
    public boolean mayOverwrite(Node node, String input) {
        String owner = owner(input);
        boolean alone = node.inputs().stream().filter(i -> owner(i).equals(owner)).count() == 1;
        return alone && plan.nodes().containsKey(owner) && stages.get(owner) != Stage.WEIGHTS
                && lastReads.get(owner).equals(positions.get(node.name()));
    }
}
