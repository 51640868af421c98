package mezzotint.manager;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mezzotint.manager.disk.JsonFile;

/**
 * What is written down before bundles are changed, so that a change that is cut off by the end of
 * the process is taken back at the next start, and what has to wait for that start is done then.
 */
final class Intents {

    /**
     * A change that has begun.
     *
     * @param before how the bundles were
     */
    record Intent(String id, String by, List<Target> before) {}

    /** What is to be done at the next start. */
    record Postponed(String by, Map<String, Target> targets) {}

    private final JsonFile<Intent> begun;
    private final JsonFile<Postponed> postponed;

    Intents(Path folder) {
        begun = new JsonFile<>(folder.resolve("begun.json"), Intent.class);
        postponed = new JsonFile<>(folder.resolve("postponed.json"), Postponed.class);
    }

    /** Returns once it is on disk. */
    void begin(Intent intent) {
        begun.write(intent);
    }

    void end() {
        begun.delete();
    }

    /** The change that was cut off, if one was. */
    Optional<Intent> begun() {
        return begun.read();
    }

    /** Puts targets off; later ones for the same bundle count, but what they do not speak of is still to be made. */
    void postpone(String by, List<Target> targets) {
        var all = new LinkedHashMap<>(targets());
        targets.forEach(t -> all.merge(t.name(), t, (earlier, later) -> later.after(earlier)));
        postponed.write(new Postponed(by, all));
    }

    /** What is put off, by name. */
    Map<String, Target> targets() {
        return postponed.read().map(Postponed::targets).orElse(Map.of());
    }

    void forgetPostponed() {
        postponed.delete();
    }

    /** Hashes of the jars that are needed for it. */
    Set<String> jars() {
        var jars = new TreeSet<String>();
        begun().ifPresent(i -> i.before().forEach(t -> add(t, jars)));
        targets().values().forEach(t -> add(t, jars));
        return jars;
    }

    private static void add(Target target, Set<String> jars) {
        if (target.jar() != null) {
            jars.add(target.jar());
        }
    }
}
