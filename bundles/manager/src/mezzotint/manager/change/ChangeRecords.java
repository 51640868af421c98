package mezzotint.manager.change;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import mezzotint.manager.disk.JarStore;
import mezzotint.manager.installed.Inventory;
import mezzotint.manager.installed.Ledger;
import mezzotint.manager.installed.SafeModeOverrides;
import mezzotint.manager.installed.Target;
import mezzotint.manager.installed.UserSwitches;
import mezzotint.manager.plan.Draft;
import mezzotint.plugin.Problem;
import org.osgi.framework.Version;
import org.slf4j.LoggerFactory;

/** What is written down of the changes that are made, and the jars that are kept for them. */
public final class ChangeRecords {

    private final Inventory inventory;
    private final Ledger ledger;
    private final JarStore store;
    private final UserSwitches switches;
    private final SafeModeOverrides overrides;
    private final WriteAhead writeAhead;
    private final Supplier<Set<String>> kept;

    /** @param kept hashes of the jars that profiles name */
    public ChangeRecords(Inventory inventory, Ledger ledger, JarStore store, UserSwitches switches, SafeModeOverrides overrides,
            WriteAhead writeAhead, Supplier<Set<String>> kept) {
        this.inventory = inventory;
        this.ledger = ledger;
        this.store = store;
        this.switches = switches;
        this.overrides = overrides;
        this.writeAhead = writeAhead;
        this.kept = kept;
    }

    /** Keeps the jars that come in, and who vouched for each. */
    void keepJars(Draft draft) {
        draft.jars().forEach(store::keep);
        draft.targets().stream().flatMap(t -> t.ledger().stream()).filter(e -> e.publisher() != null)
                .forEach(e -> store.vouch(e.sha256(), e.publisher()));
    }

    /** Writes down that bundles are as these targets have them. */
    void record(List<Target> targets) {
        Map<String, Optional<Ledger.Entry>> entries = new LinkedHashMap<>();
        targets.forEach(t -> entries.put(t.name(), t.ledger()));
        ledger.record(entries);
        switches.keep();
    }

    /** Somebody chose these versions: safe mode replaces them no more. */
    void endOverrides(List<Target> targets) {
        overrides.forget(targets.stream().filter(Target::changesJar).map(Target::name).toList());
    }

    /** Somebody may have used the framework's own console, or a version of the workbench that kept them in the cache alone. */
    void keepSwitches() {
        try {
            switches.keep();
        } catch (Problem e) { // the workbench must start all the same
            LoggerFactory.getLogger(ChangeRecords.class).warn("what is switched off is not kept: {}", e.getMessage());
        }
    }

    /** What the ledger tells of and the framework does not have. */
    List<Target> lost() {
        return ledger.entries().entrySet().stream()
                .filter(e -> !overrides.has(e.getKey()))
                .filter(e -> inventory.find(e.getKey()).filter(b -> b.getVersion().equals(Version.parseVersion(e.getValue().version()))).isEmpty())
                .filter(e -> store.find(e.getValue().sha256()).isPresent())
                .map(e -> new Target(e.getKey(), true, e.getValue().sha256(), !switches.isOff(e.getKey()), e.getValue()))
                .toList();
    }

    /** Deletes the jars that nothing can need any more. */
    void tidy() {
        var needed = new TreeSet<>(writeAhead.jars());
        ledger.entries().values().forEach(e -> needed.add(e.sha256()));
        needed.addAll(kept.get());
        store.retain(needed);
    }
}
