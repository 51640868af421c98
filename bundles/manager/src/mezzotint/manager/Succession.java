package mezzotint.manager;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import mezzotint.manage.Plan;
import mezzotint.trust.Trust;

/** Whether an update comes from whom the installed version came from: to be trusted is not to own every name. */
record Succession(Inventory inventory, Ledger ledger, Trust trust) {

    /** The arrival; a person must agree to it if its bundle comes to another publisher, unless everything may come in. */
    Arrival judge(Arrival arrival) {
        if (trust.mode() == Trust.Mode.OPEN || words(arrival).isEmpty()) {
            return arrival;
        }
        Trust.Verdict v = arrival.verdict();
        var asking = new Trust.Verdict(v.sha256(), v.standing(), v.publisher(), v.declared(), v.found(), v.remarks(), true);
        return new Arrival(arrival.jar(), arrival.signature(), arrival.origin(), asking, arrival.wanted());
    }

    /** The plan that says so. */
    Plan tell(Plan plan, Collection<Arrival> arrivals) {
        var warnings = new ArrayList<String>(plan.warnings());
        arrivals.forEach(a -> words(a).ifPresent(warnings::add));
        return new Plan(plan.id(), plan.steps(), plan.consent(), List.copyOf(warnings));
    }

    private Optional<String> words(Arrival arrival) {
        Optional<Trust.Publisher> next = arrival.verdict().publisher().filter(p -> arrival.verdict().standing() == Trust.Standing.TRUSTED);
        Optional<String> before = inventory.find(arrival.name()).flatMap(b -> before(ledger.find(arrival.name()), next));
        return before.map(b -> arrival.name() + " changes hands: " + b + ", and would be vouched for by " + next.orElseThrow().name());
    }

    private static Optional<String> before(Optional<Ledger.Entry> entry, Optional<Trust.Publisher> next) {
        if (next.isEmpty()) {
            return Optional.empty(); // who is not trusted needs consent anyway
        }
        return entry.isEmpty() ? Optional.of("it came with the workbench")
                : entry.map(Ledger.Entry::publisher).filter(p -> !p.key().equals(next.get().key()))
                        .map(p -> "it came from " + (p.name().isEmpty() ? p.key() : p.name()));
    }
}
