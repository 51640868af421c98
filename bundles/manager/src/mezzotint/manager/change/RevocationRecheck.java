package mezzotint.manager.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mezzotint.manage.Origin;
import mezzotint.manager.disk.JarStore;
import mezzotint.manager.installed.Ledger;
import mezzotint.manager.installed.RevocationCheck;
import mezzotint.manager.installed.Target;
import mezzotint.manager.plan.JarAdmission;
import mezzotint.plugin.Problem;
import mezzotint.trust.Trust;
import org.slf4j.LoggerFactory;

/** Checks again what was admitted before: changes that were put off until now, and bundles that are put back. */
public final class RevocationRecheck {

    private final JarAdmission admission;
    private final JarStore store;
    private final Ledger ledger;
    private final RevocationCheck revocations;

    public RevocationRecheck(JarAdmission admission, JarStore store, Ledger ledger, RevocationCheck revocations) {
        this.admission = admission;
        this.store = store;
        this.ledger = ledger;
        this.revocations = revocations;
    }

    /**
     * What was put off and may still be done.
     *
     * @param done gets a sentence for each refusal
     */
    List<Target> admitted(WriteAhead writeAhead, List<String> done) {
        var admitted = new ArrayList<Target>();
        for (Target target : writeAhead.targets().values()) {
            try {
                admit(target, writeAhead.agreed());
                admitted.add(target);
            } catch (Problem e) {
                String words = "the change of " + target.name() + " was put off until now and is not made: " + e.getMessage();
                LoggerFactory.getLogger(RevocationRecheck.class).warn(words);
                done.add(words);
            }
        }
        return admitted;
    }

    private void admit(Target target, Set<String> agreed) {
        revocations.of(target).ifPresent(r -> {
            throw RevocationCheck.refusal("it", r);
        });
        if (target.present() && target.jar() != null) { // a jar of the distribution is not in the store, and is trusted by its bytes
            Origin origin = target.ledger().map(Ledger.Entry::origin).orElse(new Origin(Origin.Kind.BUNDLED, ""));
            admission.admitAgain(store.parcel(target.jar(), origin).stream().toList(), agreed);
        }
    }

    /**
     * What is to be, but without running anything that was revoked since.
     *
     * @param done gets a sentence for each that is not to run
     */
    List<Target> withoutRevoked(List<Target> targets, List<String> done) {
        return targets.stream().map(t -> revocations.of(t).map(r -> {
            done.add(words(t.name(), r));
            return revocations.without(t);
        }).orElse(t)).toList();
    }

    private static String words(String name, Trust.Revocation revocation) {
        return name + " is " + revocation.words() + "; it runs no more";
    }

    /** The end of what is on in spite of a revocation, with a sentence that says why. */
    Map<Target, String> revoked() {
        var targets = new LinkedHashMap<Target, String>();
        revocations.running().forEach((name, r) -> targets.put(
                revocations.without(new Target(name, true, null, true, ledger.find(name).orElse(null))), words(name, r)));
        return targets;
    }
}
