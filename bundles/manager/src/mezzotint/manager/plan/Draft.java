package mezzotint.manager.plan;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.manage.Parcel;
import mezzotint.manage.Plan;
import mezzotint.manage.Wish;
import mezzotint.manager.installed.Target;

/**
 * A plan with all that is needed to carry it out.
 *
 * @param wish what it is meant to meet
 * @param targets what the bundles are to be like
 * @param jars what comes in
 * @param snapshot of when it was made
 */
public record Draft(Wish wish, Plan plan, List<Target> targets, List<Parcel> jars, String by, TrustSnapshot snapshot) {

    /** The same, asked for by somebody else. */
    public Draft askedBy(String who) {
        return new Draft(wish, plan, targets, jars, who, snapshot);
    }

    /** The same for a wish that it meets as far as it can, and what it leaves out of it in clauses. */
    Draft meeting(Wish whole, Collection<String> left) {
        List<String> warnings = Stream.concat(left.stream(), plan.warnings().stream()).toList();
        return new Draft(whole, new Plan(plan.id(), plan.steps(), plan.consent(), warnings), targets, jars, by, snapshot);
    }

    /** Hashes of the jars that a person has to agree to. */
    public Set<String> delicate() {
        return plan.steps().stream().flatMap(s -> s.verdict().stream()).filter(v -> v.consent()).map(v -> v.sha256()).collect(Collectors.toSet());
    }
}
