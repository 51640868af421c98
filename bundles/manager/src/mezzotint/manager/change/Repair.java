package mezzotint.manager.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mezzotint.manage.Origin;
import mezzotint.manager.disk.JarStore;
import mezzotint.manager.installed.Inventory;
import mezzotint.manager.installed.Ledger;
import mezzotint.manager.installed.Starter;
import mezzotint.manager.jar.AdmittedJar;
import mezzotint.manager.jar.Jar;
import mezzotint.manager.plan.JarAdmission;
import mezzotint.manager.profile.ProfileFolder;
import mezzotint.manager.repository.Index;
import mezzotint.manager.repository.RepositoryList;
import mezzotint.plugin.Problem;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Compares what is written down of plugins with what is there, and repairs what does not agree. */
public final class Repair {

    private final Inventory inventory;
    private final Ledger ledger;
    private final JarStore store;
    private final WriteAhead writeAhead;
    private final RepositoryList repositories;
    private final JarAdmission admission;
    private final ProfileFolder profiles;
    private final Starter starter;

    public Repair(Inventory inventory, Ledger ledger, JarStore store, WriteAhead writeAhead, RepositoryList repositories, JarAdmission admission,
            ProfileFolder profiles, Starter starter) {
        this.inventory = inventory;
        this.ledger = ledger;
        this.store = store;
        this.writeAhead = writeAhead;
        this.repositories = repositories;
        this.admission = admission;
        this.profiles = profiles;
        this.starter = starter;
    }

    /**
     * Repairs what would do harm.
     *
     * @param thorough whether every kept jar is read, and missing ones are looked for; else what each start can afford
     * @return what was done or cannot be done, in sentences without a full stop
     */
    public List<String> run(boolean thorough) {
        var done = new ArrayList<String>();
        removeFalse(done);
        strikeFalse(thorough, done);
        writeAhead.drop(inventory::isWorkbench).forEach(name -> done.add("a change of " + name + " that was begun or put off is forgotten, for it is a part of the workbench itself"));
        profiles.drop(inventory::isWorkbench).forEach(done::add);
        listAgain(done);
        if (thorough) {
            ledger.entries().forEach((name, entry) -> keepAgain(name, entry, done));
        }
        return done;
    }

    /** What was installed under one name and calls itself by another: no judgement was of that. */
    private void removeFalse(List<String> done) {
        for (Bundle bundle : inventory.bundles()) {
            String name = String.valueOf(bundle.getSymbolicName());
            if (bundle.getLocation().startsWith(Inventory.LOCATION) && (!bundle.getLocation().equals(Inventory.LOCATION + name) || inventory.isWorkbench(name))) {
                try {
                    starter.stop(bundle, 0);
                    starter.change(bundle, bundle::uninstall);
                    done.add(name + " " + bundle.getVersion() + " was installed as " + bundle.getLocation().substring(Inventory.LOCATION.length())
                            + ", which it is not, and is removed");
                } catch (BundleException e) {
                    done.add(e.getMessage());
                }
            }
        }
    }

    private void strikeFalse(boolean thorough, List<String> done) {
        ledger.entries().forEach((name, entry) -> fault(name, entry, thorough || inventory.find(name).isEmpty()).ifPresent(why -> {
            ledger.record(Map.of(name, Optional.empty()));
            done.add(name + " is struck from the list of what is installed: " + why);
        }));
    }

    /** @param read whether its jar is looked into: the framework will install that */
    private Optional<String> fault(String name, Ledger.Entry entry, boolean read) {
        if (inventory.isWorkbench(name)) {
            return Optional.of("it is a part of the workbench itself");
        }
        if (entry.sha256() == null || entry.version() == null || entry.origin() == null || entry.standing() == null) {
            return Optional.of("its entry lacks a value; install it again");
        }
        Optional<byte[]> kept = read ? store.find(entry.sha256()) : Optional.empty();
        if (kept.isEmpty()) {
            return inventory.find(name).isEmpty() ? Optional.of("neither it nor its jar is here; install it again") : Optional.empty();
        }
        try {
            Jar jar = Jar.read(kept.get());
            boolean same = jar.name().equals(name) && jar.version().toString().equals(entry.version());
            return same ? Optional.empty() : Optional.of("the jar that is kept for it is " + jar.name() + " " + jar.version());
        } catch (Problem e) {
            return Optional.of(e.getMessage());
        }
    }

    /** The list may have been damaged, and have begun anew. */
    private void listAgain(List<String> done) {
        for (Bundle bundle : inventory.bundles()) {
            String name = bundle.getSymbolicName();
            if (bundle.getLocation().startsWith(Inventory.LOCATION) && bundle.getState() != Bundle.UNINSTALLED && ledger.find(name).isEmpty()) {
                String what = name + " " + bundle.getVersion();
                Optional<AdmittedJar> admitted = kept(bundle);
                admitted.ifPresent(a -> ledger.record(Map.of(name, Optional.of(Ledger.Entry.of(a)))));
                done.add(admitted.isPresent() ? what + " is in the list of what is installed again"
                        : what + " is installed, but its jar is not kept: install it again, or it goes with the framework's cache");
            }
        }
    }

    private Optional<AdmittedJar> kept(Bundle bundle) {
        return store.all().stream().flatMap(sha256 -> store.parcel(sha256, new Origin(Origin.Kind.UPLOAD, "")).stream()).flatMap(parcel -> {
            try {
                return Optional.of(admission.admit(parcel)).stream();
            } catch (Problem e) {
                return Optional.<AdmittedJar>empty().stream();
            }
        }).filter(a -> a.name().equals(bundle.getSymbolicName()) && a.jar().version().equals(bundle.getVersion())).findFirst();
    }

    /** Keeps a jar again that is gone from the store: without it neither a lost cache nor a failed change could be repaired. */
    private void keepAgain(String name, Ledger.Entry entry, List<String> done) {
        if (store.find(entry.sha256()).isPresent()) {
            return;
        }
        Optional<RepositoryList.Item> item = repositories.items().filter(i -> Index.sha256(i.resource()).equals(entry.sha256())).findFirst();
        try {
            item.ifPresent(i -> store.keep(repositories.jar(i)));
            done.add("the jar of " + name + " " + entry.version() + (item.isPresent() ? " was not kept any more, and is again"
                    : " is not kept any more, and no repository has it: install it again"));
        } catch (Problem e) {
            done.add("the jar of " + name + " " + entry.version() + " is not kept any more: " + e.getMessage());
        }
    }
}
