package mezzotint.manager;

import com.google.gson.reflect.TypeToken;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.manager.disk.JsonFile;

/**
 * The bundles that safe mode runs in the distribution's version although users chose another: that one is set aside until the next
 * start without {@code --safe}. The ledger and the store keep it; the names are kept on disk, since safe mode may end at any moment.
 */
final class Aside {

    private final JsonFile<Set<String>> file;
    private final boolean safe;
    private Set<String> names;

    /** @param safe whether this is safe mode */
    Aside(Path path, boolean safe) {
        this.safe = safe;
        file = new JsonFile<>(path, new TypeToken<TreeSet<String>>() {}.getType());
        names = file.read().orElse(Set.of());
    }

    boolean isSafe() {
        return safe;
    }

    synchronized boolean has(String name) {
        return names.contains(name);
    }

    /** What has to be done at the start, before plugins run. */
    List<Target> targets(Inventory inventory, Ledger ledger, Sources sources) {
        return safe ? begin(inventory, ledger, sources) : end(inventory, ledger);
    }

    private List<Target> begin(Inventory inventory, Ledger ledger, Sources sources) {
        List<Target> targets = ledger.entries().entrySet().stream()
                .flatMap(e -> sources.shippedAs(e.getKey()).flatMap(jar -> inventory.find(e.getKey())
                        .filter(b -> Placing.isShipped(b.getLocation()))
                        .map(b -> new Target(e.getKey(), true, Placing.reference(jar), Inventory.isOn(b), e.getValue()))).stream())
                .toList();
        keep(Stream.concat(names.stream(), targets.stream().map(Target::name)));
        return targets;
    }

    private List<Target> end(Inventory inventory, Ledger ledger) {
        return names.stream()
                .flatMap(name -> ledger.find(name).map(e -> new Target(name, true, e.sha256(), isOn(inventory, name), e)).stream())
                .toList();
    }

    private static boolean isOn(Inventory inventory, String name) {
        return inventory.find(name).map(Inventory::isOn).orElse(true);
    }

    /** To be called when what {@link #targets} told is done. */
    void settle() {
        if (!safe) {
            keep(Stream.of());
        }
    }

    /** Somebody chose anew what these are to be. */
    void forget(Collection<String> changed) {
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
    Optional<byte[]> jar(String name, Ledger ledger, Store store) {
        return has(name) ? ledger.find(name).flatMap(e -> store.find(e.sha256())) : Optional.empty();
    }

    /** What the ledger tells of a bundle as it runs now. */
    Optional<Ledger.Entry> entry(String name, Ledger ledger) {
        return has(name) ? Optional.empty() : ledger.find(name);
    }
}
