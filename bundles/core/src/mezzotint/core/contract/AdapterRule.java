package mezzotint.core.contract;

import java.util.Optional;
import mezzotint.fault.Limits;
import mezzotint.graph.Graph;
import mezzotint.model.Adapter;

/** A network with the same inputs and outputs. */
final class AdapterRule extends HookContract<Adapter.Adapted> {

    AdapterRule() {
        super(Adapter.class, Limits::loading, false, Adapter.Adapted.class);
    }

    @Override
    Optional<Violation> check(Call call, Adapter.Adapted adapted) {
        Graph before = call.arg(0);
        Graph after = adapted.graph();
        if (after == null) {
            return Violation.nothing();
        }
        return after.inputs().equals(before.inputs()) && after.outputs().equals(before.outputs()) ? Optional.empty()
                : Violation.shape("gave a network from " + after.inputs() + " to " + after.outputs() + " where one from " + before.inputs() + " to "
                        + before.outputs() + " is needed");
    }
}
