package mezzotint.manager.installed;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mezzotint.libs.signing.Digests;
import mezzotint.manage.Wish;
import mezzotint.plugin.Problem;
import mezzotint.trust.Trust;
import org.osgi.framework.Bundle;

/** Whether what was let in once has been revoked since. */
public final class RevocationCheck {

    private final Trust trust;
    private final Inventory inventory;
    private final SafeModeOverrides overrides;
    private final Fingerprints fingerprints;

    public RevocationCheck(Trust trust, Inventory inventory, SafeModeOverrides overrides, Fingerprints fingerprints) {
        this.trust = trust;
        this.inventory = inventory;
        this.overrides = overrides;
        this.fingerprints = fingerprints;
    }

    /** The revoked bundles that are switched on, by name. */
    public Map<String, Trust.Revocation> running() {
        var running = new TreeMap<String, Trust.Revocation>();
        if (!trust.revocations().isEmpty()) { // the distribution's jars are not read without need
            inventory.managed().filter(Inventory::isOn).forEach(b -> of(b).ifPresent(r -> running.put(b.getSymbolicName(), r)));
        }
        return running;
    }

    /** The revocation of a bundle as it is now, if there is one. */
    private Optional<Trust.Revocation> of(Bundle bundle) {
        return trust.revoked(fingerprints.of(bundle), key(overrides.entry(bundle.getSymbolicName())));
    }

    /** The revocation of a target that is to run, if there is one. It is empty for what does not run. */
    public Optional<Trust.Revocation> of(Target target) {
        if (trust.revocations().isEmpty() || !target.present() || !target.on()) {
            return Optional.empty();
        }
        if (target.jar() == null) {
            return inventory.find(target.name()).flatMap(this::of);
        }
        boolean shipped = JarPlacement.isShipped(target.jar()); // in safe mode the ledger tells of another jar
        return shipped ? trust.revoked(sha256(target.jar()), "") : trust.revoked(target.jar(), key(target.ledger()));
    }

    /** The target without its revoked code: switched off, or gone if it is a fragment, which has no switch. */
    public Target without(Target target) {
        return isFragment(target.name()) ? Target.absent(target.name()) : target.off();
    }

    /** A wish that switches off what is revoked. */
    public Wish without(String name) {
        return isFragment(name) ? Wish.NOTHING.remove(name) : Wish.NOTHING.switchOff(name);
    }

    private boolean isFragment(String name) {
        return inventory.find(name).filter(Inventory::isFragment).isPresent();
    }

    private static String key(Optional<Ledger.Entry> entry) {
        return entry.map(Ledger.Entry::publisher).map(Trust.Publisher::key).orElse("");
    }

    private static String sha256(String reference) {
        try {
            return Digests.sha256(JarPlacement.read(reference));
        } catch (UncheckedIOException e) {
            return ""; // it cannot be put in place either
        }
    }

    /** @throws Problem of kind {@code FORBIDDEN} if what is here is revoked */
    public void admit(Bundle bundle) {
        of(bundle).ifPresent(r -> {
            throw refusal(bundle.getSymbolicName() + " " + bundle.getVersion(), r);
        });
    }

    /** @param what name and version of a bundle */
    public static Problem refusal(String what, Trust.Revocation revocation) {
        return new Problem(Problem.Kind.FORBIDDEN, what + " is " + revocation.words(), "leave it off, and look for a later version or another plugin");
    }
}
