package mezzotint.manager.change;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import mezzotint.manager.disk.JsonFile;
import mezzotint.manager.installed.Target;

/**
 * What is written down before bundles are changed, so that a change that is cut off by the end of
 * the process is taken back at the next start, and what has to wait for that start is done then.
 */
public final class WriteAhead {

    /**
     * A change that has begun.
     *
     * @param before how the bundles were
     */
    record Intent(String id, String by, List<Target> before) {}

    /**
     * What is to be done at the next start.
     *
     * @param agreed sha-256 of the jars that may come in though nobody trusted vouches for them
     */
    record Postponed(String by, Map<String, Target> targets, Set<String> agreed) {

        Postponed {
            agreed = Objects.requireNonNullElse(agreed, Set.of()); // files of older versions lack it
        }
    }

    private final JsonFile<Intent> begun;
    private final JsonFile<Postponed> postponed;

    public WriteAhead(Path folder) {
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

    /**
     * Puts targets off; later ones for the same bundle count, but what they do not speak of is still to be made.
     *
     * @param agreed as in {@link Postponed}
     */
    void postpone(String by, List<Target> targets, Set<String> agreed) {
        var all = new LinkedHashMap<>(targets());
        targets.forEach(t -> all.merge(t.name(), t, (earlier, later) -> later.after(earlier)));
        var allAgreed = new TreeSet<>(agreed());
        allAgreed.addAll(agreed);
        postponed.write(new Postponed(by, all, allAgreed));
    }

    /** Jars that are put off and that a person agreed to. */
    Set<String> agreed() {
        return postponed.read().map(Postponed::agreed).orElse(Set.of());
    }

    /** What is put off, by name. */
    public Map<String, Target> targets() {
        return postponed.read().map(Postponed::targets).orElse(Map.of());
    }

    void forgetPostponed() {
        postponed.delete();
    }

    /**
     * Forgets what is to be done to some bundles.
     *
     * @param which by their names
     * @return the names that were there
     */
    Set<String> drop(Predicate<String> which) {
        var dropped = new TreeSet<String>();
        begun.read().ifPresent(i -> {
            i.before().stream().map(Target::name).filter(which).forEach(dropped::add);
            if (!dropped.isEmpty()) {
                begun.write(new Intent(i.id(), i.by(), i.before().stream().filter(t -> !which.test(t.name())).toList()));
            }
        });
        postponed.read().filter(p -> p.targets().keySet().stream().anyMatch(which)).ifPresent(p -> {
            var left = new LinkedHashMap<>(p.targets());
            p.targets().keySet().stream().filter(which).forEach(name -> {
                dropped.add(name);
                left.remove(name);
            });
            postponed.write(new Postponed(p.by(), left, p.agreed()));
        });
        return dropped;
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
