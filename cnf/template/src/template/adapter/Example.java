package template.adapter;

import mezzotint.model.Adapter;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import org.osgi.service.component.annotations.Component;

/** Adds whole differences to weights: a tensor {@code NAME.diff} to the tensor NAME. */
@Component
@Plugin(id = "example", label = "Example")
public final class Example implements Adapter<Example.Params> {

    static final String SUFFIX = ".diff";

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
    public Checkpoint apply(Checkpoint model, Checkpoint adapter, Params params) {
        return new Changed(model, adapter, params.strength());
    }
}
