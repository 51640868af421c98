package mezzotint.core.guard;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import mezzotint.fault.Fault;
import mezzotint.studio.Order;

/** How the last jobs went that each bundle had a part in: what counts towards a quarantine. */
final class FaultCounts {

    /** @param input what was asked for; what is asked for again counts once */
    private record Outcome(String owner, Object input, boolean bad) {}

    /**
     * What is known of one bundle.
     *
     * @param faulty different inputs that saw a fault of it
     * @param jobs that are looked back on
     * @param owners whose jobs saw a fault
     */
    record Count(int faulty, int jobs, Set<String> owners) {

        /** Whether more than one person met the faults: who logged in shares the workbench, and may not take a plugin from the others. */
        boolean isShared() {
            return owners.contains(Order.LOCAL_USER) || owners.size() > 1;
        }
    }

    private final Map<String, Deque<Outcome>> outcomes = new HashMap<>();
    /** Bundles, each with the models whose files it failed over. */
    private final Map<String, Set<String>> models = new HashMap<>();

    /** @param most jobs that are looked back on */
    synchronized void addGood(String bundle, RequestOrigin origin, int most) {
        add(bundle, new Outcome(origin.owner(), origin.request(), false), most);
    }

    /** A job that a bundle spoilt. An engine counts once for each model, which may be what it could not do. */
    synchronized Count addBad(Fault fault, RequestOrigin origin, int most) {
        var outcome = new Outcome(origin.owner(), Suspect.of(fault).isEngine() ? origin.model() : origin.request(), true);
        last(fault.bundle()).remove(outcome);
        add(fault.bundle(), outcome, most);
        Set<Object> inputs = new HashSet<>();
        Set<String> owners = new HashSet<>();
        last(fault.bundle()).stream().filter(Outcome::bad).forEach(o -> {
            inputs.add(o.input());
            owners.add(o.owner());
        });
        return new Count(inputs.size(), last(fault.bundle()).size(), owners);
    }

    private void add(String bundle, Outcome outcome, int most) {
        Deque<Outcome> last = last(bundle);
        last.addLast(outcome);
        while (last.size() > most) {
            last.removeFirst();
        }
    }

    private Deque<Outcome> last(String bundle) {
        return outcomes.computeIfAbsent(bundle, b -> new ArrayDeque<>());
    }

    /** Notes that a bundle failed over the files of a model, and answers whether that is news. */
    synchronized boolean addModel(String bundle, String model) {
        return models.computeIfAbsent(bundle, b -> new HashSet<>()).add(model);
    }

    synchronized void forget(String bundle) {
        outcomes.remove(bundle);
        models.remove(bundle);
    }
}
