package mezzotint.manager;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mezzotint.manager.disk.JsonFile;
import mezzotint.plugin.Problem;
import org.osgi.framework.Bundle;
import org.slf4j.LoggerFactory;

/** What users switched off, and what of the distribution they removed: the framework knows it too, but it forgets it with its cache. */
final class Choices {

    /** Names of bundles. */
    record State(Set<String> off, Set<String> removed) {

        State {
            off = off == null ? Set.of() : new TreeSet<>(off);
            removed = removed == null ? Set.of() : new TreeSet<>(removed);
        }
    }

    private final JsonFile<State> file;
    private State state;

    Choices(Path path) {
        file = new JsonFile<>(path, State.class);
        state = file.read().orElse(new State(Set.of(), Set.of()));
    }

    synchronized boolean isOff(String name) {
        return state.off().contains(name);
    }

    /** Writes down how it is now, if it is otherwise. */
    synchronized void keep(Inventory inventory, Sources sources) {
        Set<String> off = inventory.managed().filter(b -> !Inventory.isOn(b)).map(Bundle::getSymbolicName).collect(Collectors.toSet());
        Set<String> removed = sources.items().filter(i -> i.source().isBundled() && isRemoved(i, inventory, sources))
                .map(i -> Words.name(i.resource())).collect(Collectors.toSet());
        var now = new State(off, removed);
        if (!now.equals(state)) {
            file.write(now);
            state = now;
        }
    }

    /** A jar that is damaged is not here either, and nobody removed it. */
    private boolean isRemoved(Sources.Item item, Inventory inventory, Sources sources) {
        String name = Words.name(item.resource());
        if (inventory.find(name).isPresent()) {
            return false;
        }
        if (state.removed().contains(name)) {
            return true;
        }
        try {
            sources.jar(item);
            return true;
        } catch (Problem e) {
            LoggerFactory.getLogger(Choices.class).debug("{} is not here: {}", name, e.getMessage());
            return false;
        }
    }
}
