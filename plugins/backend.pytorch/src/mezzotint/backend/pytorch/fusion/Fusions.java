package mezzotint.backend.pytorch.fusion;

import java.util.List;
import mezzotint.backend.pytorch.script.Plan;

/** All fusions, each over what the one before it has left. */
public final class Fusions {

    private static final List<Fusion> ALL = List.of(
            new TimeProjections(), new JoinedProjections(), new DoubledConvolutions(), new Residuals(), new LinearTails());

    private Fusions() {}

    public static Plan apply(Plan plan) {
        for (Fusion fusion : ALL) {
            plan = fusion.apply(plan);
        }
        return plan;
    }
}
