package mezzotint.manager;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import mezzotint.manage.Parcel;
import mezzotint.manage.Plan;
import mezzotint.manage.Wish;

/**
 * A plan with all that is needed to carry it out.
 *
 * @param wish what it is meant to meet
 * @param targets what the bundles are to be like
 * @param jars what comes in
 * @param epoch when it was made
 */
record Draft(Wish wish, Plan plan, List<Target> targets, List<Parcel> jars, String by, Epoch epoch) {

    /** The same, asked for by somebody else. */
    Draft askedBy(String who) {
        return new Draft(wish, plan, targets, jars, who, epoch);
    }

    /** Hashes of the jars that a person has to agree to. */
    Set<String> delicate() {
        return plan.steps().stream().flatMap(s -> s.verdict().stream()).filter(v -> v.consent()).map(v -> v.sha256()).collect(Collectors.toSet());
    }
}
