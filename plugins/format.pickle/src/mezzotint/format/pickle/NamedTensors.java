package mezzotint.format.pickle;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mezzotint.plugin.Problem;

/** The tensors of a pickle by their names: the keys on the way to each, with points between them. */
final class NamedTensors {

    /** Where trainers keep the tensors beside what else they save; it is no part of the names. */
    private static final List<String> ROOTS = List.of("state_dict", "params_ema", "params");
    private static final int MOST_DEPTH = 16;
    /** Those of models are below 200. */
    private static final int LONGEST_NAME = 1000;

    private record Level(String prefix, Map<?, ?> map, int depth) {}

    private final Map<String, PickledTensor> tensors = new TreeMap<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Level> levels = new ArrayDeque<>();

    private final String file;

    private NamedTensors(String file) {
        this.file = file;
    }

    /** @throws Problem of kind {@code INVALID} if a name is over 1000 characters long */
    static Map<String, PickledTensor> of(Object root, String file) {
        var all = new NamedTensors(file);
        if (root instanceof Map<?, ?> map) {
            Map<?, ?> inner = ROOTS.stream().map(map::get).filter(Map.class::isInstance).map(Map.class::cast).findFirst().orElse(null);
            all.levels.add(new Level("", inner == null ? map : inner, 0));
        }
        while (!all.levels.isEmpty()) {
            all.read(all.levels.remove());
        }
        return all.tensors;
    }

    /** A map that is in several places, or in itself, is read once. */
    private void read(Level level) {
        if (level.depth > MOST_DEPTH || !seen.add(level.map)) {
            return;
        }
        level.map.forEach((key, value) -> {
            if (value instanceof PickledTensor tensor) {
                tensors.putIfAbsent(name(level, key), tensor);
            } else if (value instanceof Map<?, ?> map) {
                levels.add(new Level(name(level, key) + ".", map, level.depth + 1));
            }
        });
    }

    /** Measured before it is made: a long one could stand before many. */
    private String name(Level level, Object key) {
        String last = key.toString();
        if (level.prefix.length() + last.length() > LONGEST_NAME) {
            throw Problem.invalid(file + " has a tensor whose name is over " + LONGEST_NAME + " characters long, which no model has", "do not trust it");
        }
        return level.prefix + last;
    }
}
