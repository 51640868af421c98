package mezzotint.comparator.search;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What goes into a task and what comes out of it, where its name tells, as in {@code image-text-to-video}. */
public record TaskFlow(Set<String> takes, Set<String> gives) {

    /** None for a task whose name tells nothing. */
    public static Optional<TaskFlow> of(String task) {
        String[] sides = task.split("-to-");
        return sides.length == 2 ? Optional.of(new TaskFlow(parts(sides[0]), parts(sides[1]))) : Optional.empty();
    }

    private static Set<String> parts(String side) {
        return Arrays.stream(side.replace("speech", "audio").split("-")).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What this one gives and another takes. Text ties everything to everything, so it does not count. */
    public Set<String> into(TaskFlow other) {
        var out = new TreeSet<>(gives);
        out.retainAll(other.takes);
        out.remove("text");
        return out;
    }
}
