package mezzotint.manager;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** The same for a wish that it meets as far as it can, and what it leaves out of it in clauses. */
    Draft meeting(Wish whole, Collection<String> left) {
        List<String> warnings = Stream.concat(left.stream(), plan.warnings().stream()).toList();
        return new Draft(whole, new Plan(plan.id(), plan.steps(), plan.consent(), warnings), targets, jars, by, epoch);
    }

    /** Hashes of the jars that a person has to agree to. */
    Set<String> delicate() {
        return plan.steps().stream().flatMap(s -> s.verdict().stream()).filter(v -> v.consent()).map(v -> v.sha256()).collect(Collectors.toSet());
    }
}
