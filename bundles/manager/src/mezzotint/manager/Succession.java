package mezzotint.manager;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
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

    /** Which bundles change hands, in sentences without a full stop. */
    List<String> warnings(Collection<Arrival> arrivals) {
        return arrivals.stream().flatMap(a -> words(a).stream()).toList();
    }

    private Optional<String> words(Arrival arrival) {
        if (arrival.verdict().standing() == Trust.Standing.BUNDLED) {
            return Optional.empty();
        }
        return inventory.find(arrival.name()).flatMap(b -> before(ledger.find(arrival.name()), arrival.verdict()))
                .map(before -> arrival.name() + " changes hands: " + before + ", and would be " + next(arrival.verdict()));
    }

    private static String next(Trust.Verdict verdict) {
        return verdict.standing() == Trust.Standing.TRUSTED ? "vouched for by " + verdict.publisher().orElseThrow().name()
                : verdict.publisher().map(p -> "signed by a key that nobody here trusts").orElse("signed by nobody");
    }

    /** Whom the version that is here came from, if that is somebody else. */
    private static Optional<String> before(Optional<Ledger.Entry> entry, Trust.Verdict next) {
        if (entry.isEmpty()) {
            return Optional.of("it came with the workbench");
        }
        return entry.filter(e -> next.publisher().isPresent() || e.standing() == Trust.Standing.TRUSTED).map(Ledger.Entry::publisher)
                .filter(p -> next.publisher().filter(n -> n.key().equals(p.key())).isEmpty())
                .map(p -> "it came from " + (p.name().isEmpty() ? p.key() : p.name()));
    }
}
