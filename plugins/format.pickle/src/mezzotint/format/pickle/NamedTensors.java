package mezzotint.format.pickle;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The tensors of a pickle by their names: the keys on the way to each, with points between them. */
final class NamedTensors {

    /** Where trainers keep the tensors beside what else they save; it is no part of the names. */
    private static final List<String> ROOTS = List.of("state_dict", "params_ema", "params");
    private static final int MOST_DEPTH = 16;

    private record Level(String prefix, Map<?, ?> map, int depth) {}

    private final Map<String, PickledTensor> tensors = new TreeMap<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Level> levels = new ArrayDeque<>();

    private NamedTensors() {}

    static Map<String, PickledTensor> of(Object root) {
        var all = new NamedTensors();
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
                tensors.putIfAbsent(level.prefix + key, tensor);
            } else if (value instanceof Map<?, ?> map) {
                levels.add(new Level(level.prefix + key + ".", map, level.depth + 1));
            }
        });
    }
}
