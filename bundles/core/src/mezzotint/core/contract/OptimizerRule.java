package mezzotint.core.contract;

import java.util.Optional;
import mezzotint.fault.Limits;
import mezzotint.graph.Graph;
import mezzotint.graph.Optimizer;

/** A network with the same outputs. */
final class OptimizerRule extends HookContract<Graph> {

    OptimizerRule() {
        super(Optimizer.class, Limits::loading, false, Graph.class);
    }

    @Override
    Optional<Violation> check(Call call, Graph after) {
        Graph before = call.arg(0);
        return after.outputs().equals(before.outputs()) ? Optional.empty()
                : Violation.shape("gave a network with the outputs " + after.outputs() + " where " + before.outputs() + " are needed");
    }
}
