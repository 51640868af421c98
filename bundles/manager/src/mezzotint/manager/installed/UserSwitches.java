package mezzotint.manager.installed;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mezzotint.manager.disk.JsonFile;
import mezzotint.manager.jar.RequirementText;
import mezzotint.manager.repository.RepositoryList;
import mezzotint.plugin.Problem;
import org.osgi.framework.Bundle;
import org.slf4j.LoggerFactory;

/** What users switched off, and what of the distribution they removed: the framework knows it too, but it forgets it with its cache. */
public final class UserSwitches {

    /** Names of bundles. */
    record State(Set<String> off, Set<String> removed) {

        State {
            off = off == null ? Set.of() : new TreeSet<>(off);
            removed = removed == null ? Set.of() : new TreeSet<>(removed);
        }
    }

    private final JsonFile<State> file;
    private final Inventory inventory;
    private final RepositoryList repositories;
    private State state;

    public UserSwitches(Path path, Inventory inventory, RepositoryList repositories) {
        this.inventory = inventory;
        this.repositories = repositories;
        file = new JsonFile<>(path, State.class);
        state = file.read().orElse(new State(Set.of(), Set.of()));
    }

    public synchronized boolean isOff(String name) {
        return state.off().contains(name);
    }

    /** Writes down how it is now, if it is otherwise. */
    public synchronized void keep() {
        Set<String> off = inventory.managed().filter(b -> !Inventory.isOn(b)).map(Bundle::getSymbolicName).collect(Collectors.toSet());
        Set<String> removed = repositories.items().filter(i -> i.repository().isBundled() && isRemoved(i))
                .map(i -> RequirementText.name(i.resource())).collect(Collectors.toSet());
        var now = new State(off, removed);
        if (!now.equals(state)) {
            file.write(now);
            state = now;
        }
    }

    /** Whether a user removed it. A damaged jar of the distribution is not here either, but nobody removed it. */
    private boolean isRemoved(RepositoryList.Item item) {
        String name = RequirementText.name(item.resource());
        if (inventory.find(name).isPresent()) {
            return false;
        }
        if (state.removed().contains(name)) {
            return true;
        }
        try {
            repositories.jar(item);
            return true;
        } catch (Problem e) {
            LoggerFactory.getLogger(UserSwitches.class).debug("{} is not here: {}", name, e.getMessage());
            return false;
        }
    }
}
