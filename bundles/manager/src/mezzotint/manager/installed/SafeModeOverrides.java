package mezzotint.manager.installed;

import com.google.gson.reflect.TypeToken;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.manager.disk.JarStore;
import mezzotint.manager.disk.JsonFile;
import mezzotint.manager.repository.RepositoryList;

/**
 * The bundles that safe mode runs in the distribution's version although users chose another: that one is set aside until the next
 * start without {@code --safe}. The ledger and the store keep it; the names are kept on disk, since safe mode may end at any moment.
 */
public final class SafeModeOverrides {

    private final JsonFile<Set<String>> file;
    private final boolean safe;
    private final Inventory inventory;
    private final Ledger ledger;
    private final RepositoryList repositories;
    private Set<String> names;

    /** @param safe whether this is safe mode */
    public SafeModeOverrides(Path path, boolean safe, Inventory inventory, Ledger ledger, RepositoryList repositories) {
        this.safe = safe;
        this.inventory = inventory;
        this.ledger = ledger;
        this.repositories = repositories;
        file = new JsonFile<>(path, new TypeToken<TreeSet<String>>() {}.getType());
        names = file.read().orElse(Set.of());
    }

    public boolean isSafe() {
        return safe;
    }

    public synchronized boolean has(String name) {
        return names.contains(name);
    }

    /** The targets to apply at the start, before plugins run. */
    public List<Target> targets() {
        return safe ? begin() : end();
    }

    private List<Target> begin() {
        List<Target> targets = ledger.entries().entrySet().stream()
                .flatMap(e -> repositories.shippedAs(e.getKey()).flatMap(jar -> inventory.find(e.getKey())
                        .filter(b -> JarPlacement.isShipped(b.getLocation()))
                        .map(b -> new Target(e.getKey(), true, JarPlacement.reference(jar), Inventory.isOn(b), e.getValue()))).stream())
                .toList();
        keep(Stream.concat(names.stream(), targets.stream().map(Target::name)));
        return targets;
    }

    private List<Target> end() {
        return names.stream()
                .flatMap(name -> ledger.find(name).map(e -> new Target(name, true, e.sha256(), isOn(name), e)).stream())
                .toList();
    }

    private boolean isOn(String name) {
        return inventory.find(name).map(Inventory::isOn).orElse(true);
    }

    /** To be called when what {@link #targets} told is done. */
    public void settle() {
        if (!safe) {
            keep(Stream.of());
        }
    }

    /** Users chose other versions of these bundles: they are no longer to be put back. */
    public void forget(Collection<String> changed) {
        keep(names.stream().filter(name -> !changed.contains(name)));
    }

    private synchronized void keep(Stream<String> now) {
        Set<String> kept = now.collect(Collectors.toCollection(TreeSet::new));
        if (!kept.equals(names)) {
            names = kept;
            file.write(kept);
        }
    }

    /** The jar that users chose, if the bundle is set aside. */
    public Optional<byte[]> jar(String name, JarStore store) {
        return has(name) ? ledger.find(name).flatMap(e -> store.find(e.sha256())) : Optional.empty();
    }

    /** What the ledger tells of a bundle as it runs now. */
    public Optional<Ledger.Entry> entry(String name) {
        return has(name) ? Optional.empty() : ledger.find(name);
    }
}
