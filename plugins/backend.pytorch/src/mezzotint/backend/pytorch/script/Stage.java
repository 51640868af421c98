package mezzotint.backend.pytorch.script;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import mezzotint.graph.Node;

/** When a value is computed: the earlier, the less often. */
public enum Stage {

    /** Once, for it depends on weights alone. */
    WEIGHTS,

    /** When an input that lasts has changed. */
    LASTING,

    /** At each run. */
    RUN;

    /** Inputs that stay the same through all steps of a picture. */
    private static final Set<String> LASTING_INPUTS = Set.of("context");

    /** The stage of every input and node. */
    public static Map<String, Stage> of(Plan plan) {
        var stages = new HashMap<String, Stage>();
        plan.inputs().forEach(i -> stages.put(i, LASTING_INPUTS.contains(i) ? LASTING : RUN));
        for (Node node : plan.nodes().values()) {
            stages.put(node.name(), node.inputs().stream().map(stages::get).reduce(WEIGHTS, (a, b) -> a.compareTo(b) > 0 ? a : b));
        }
        return stages;
    }
}
