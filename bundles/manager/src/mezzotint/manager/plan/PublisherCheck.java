package mezzotint.manager.plan;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import mezzotint.manager.installed.Inventory;
import mezzotint.manager.installed.Ledger;
import mezzotint.manager.jar.AdmittedJar;
import mezzotint.trust.Trust;

/** Checks that an update comes from the publisher of the installed version: a publisher who is trusted may not take over the plugins of others. */
public final class PublisherCheck {

    private final Inventory inventory;
    private final Ledger ledger;
    private final Trust trust;

    public PublisherCheck(Inventory inventory, Ledger ledger, Trust trust) {
        this.inventory = inventory;
        this.ledger = ledger;
        this.trust = trust;
    }

    /** The jar; a person must agree to it if its bundle comes to another publisher, unless everything may come in. */
    AdmittedJar judge(AdmittedJar admitted) {
        if (trust.mode() == Trust.Mode.OPEN || words(admitted).isEmpty()) {
            return admitted;
        }
        Trust.Verdict v = admitted.verdict();
        var asking = new Trust.Verdict(v.sha256(), v.standing(), v.publisher(), v.declared(), v.found(), v.remarks(), true);
        return new AdmittedJar(admitted.jar(), admitted.signature(), admitted.origin(), asking, admitted.wanted());
    }

    /** Which bundles change hands, in sentences without a full stop. */
    List<String> warnings(Collection<AdmittedJar> incoming) {
        return incoming.stream().flatMap(a -> words(a).stream()).toList();
    }

    private Optional<String> words(AdmittedJar admitted) {
        if (admitted.verdict().standing() == Trust.Standing.BUNDLED) {
            return Optional.empty();
        }
        return inventory.find(admitted.name()).flatMap(b -> before(ledger.find(admitted.name()), admitted.verdict()))
                .map(before -> admitted.name() + " changes hands: " + before + ", and would be " + next(admitted.verdict()));
    }

    private static String next(Trust.Verdict verdict) {
        return verdict.standing() == Trust.Standing.TRUSTED ? "vouched for by " + verdict.publisher().orElseThrow().name()
                : verdict.publisher().map(p -> "signed by a key that nobody here trusts").orElse("signed by nobody");
    }

    /** Who published the installed version, in words, if that is somebody else. */
    private static Optional<String> before(Optional<Ledger.Entry> entry, Trust.Verdict next) {
        if (entry.isEmpty()) {
            return Optional.of("it came with the workbench");
        }
        return entry.filter(e -> next.publisher().isPresent() || e.standing() == Trust.Standing.TRUSTED).map(Ledger.Entry::publisher)
                .filter(p -> next.publisher().filter(n -> n.key().equals(p.key())).isEmpty())
                .map(p -> "it came from " + (p.name().isEmpty() ? p.key() : p.name()));
    }
}
