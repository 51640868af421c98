package mezzotint.launcher.command;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How long the parts of some work take, one after the other. */
final class Durations {

    /** Seconds that a part must take to be told of. */
    private static final double LEAST = 0.05;

    private final Map<String, Double> parts = new LinkedHashMap<>();
    private final long start = System.nanoTime();
    private long last = start;

    /** Ends a part, which began where the one before ended. */
    void end(String part) {
        long now = System.nanoTime();
        parts.put(part, (now - last) / 1e9);
        last = now;
    }

    /** As in {@code 0.9 s: the compiler 0.6, the jar 0.3}. */
    @Override
    public String toString() {
        String told = parts.entrySet().stream().filter(p -> p.getValue() >= LEAST).map(p -> p.getKey() + String.format(Locale.ROOT, " %.1f", p.getValue()))
                .collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "%.1f s%s", (last - start) / 1e9, told.isEmpty() ? "" : ": " + told);
    }
}
