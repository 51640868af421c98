package mezzotint.models.inspect;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;

/** The names, shapes and types of a file's tensors. */
final class Header {

    private final Checkpoint file;
    private final NavigableSet<String> names;

    Header(Checkpoint file) {
        this.file = file;
        this.names = new TreeSet<>(file.names());
    }

    Collection<String> names() {
        return names;
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /** Whether there is a tensor whose name begins so. */
    boolean hasPart(String prefix) {
        String next = names.ceiling(prefix);
        return next != null && next.startsWith(prefix);
    }

    /** Whether the pattern is found in a name. */
    boolean hasAny(Pattern pattern) {
        return names.stream().anyMatch(pattern.asPredicate());
    }

    /** A side of the first tensor in whose name the pattern is found; 0 where there is none, or its shape is not to be had. */
    int side(Pattern pattern, int axis) {
        return names.stream().filter(pattern.asPredicate()).findFirst().map(name -> side(name, axis)).orElse(0);
    }

    int side(String name, int axis) {
        try {
            int[] shape = names.contains(name) ? file.shape(name) : new int[0];
            int place = axis < 0 ? shape.length + axis : axis;
            return place >= 0 && place < shape.length ? shape[place] : 0;
        } catch (Problem e) {
            return 0; // of a type that nobody reads yet
        }
    }

    /** The element types, that of most tensors first. */
    List<String> types() {
        Map<String, Long> counts = names.stream().collect(Collectors.groupingBy(file::type, Collectors.counting()));
        return counts.entrySet().stream().sorted(Comparator.comparing((Map.Entry<String, Long> e) -> -e.getValue()).thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey).toList();
    }
}
