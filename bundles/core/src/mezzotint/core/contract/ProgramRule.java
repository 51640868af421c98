package mezzotint.core.contract;

import java.util.Map;
import java.util.Optional;
import mezzotint.backend.Program;
import mezzotint.fault.Fault;
import mezzotint.fault.Limits;
import mezzotint.graph.Graph;
import mezzotint.tensor.Tensor;

/** Every output of its graph, finite if what it was given was. */
final class ProgramRule extends HookContract<Map<?, ?>> {

    ProgramRule() {
        super(Program.class, Limits::network, false, Map.class);
    }

    @Override
    Optional<Violation> check(Call call, Map<?, ?> outputs) {
        Graph graph = (Graph) call.made()[0];
        Optional<String> missing = graph.outputs().stream().filter(name -> outputs.get(name) == null).findFirst();
        if (missing.isPresent()) {
            return Optional.of(new Violation(Fault.Kind.NOTHING, "gave no output " + missing.get()));
        }
        boolean sound = isFinite(outputs) || !isFinite(call.arg(0));
        return sound ? Optional.empty() : Violation.number("gave a value that is no number; the model may hold one");
    }

    private static boolean isFinite(Map<?, ?> tensors) {
        return tensors.values().stream().allMatch(tensor -> ((Tensor) tensor).isFinite());
    }
}
