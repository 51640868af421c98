package mezzotint.catalog.genaiprices;

import java.util.Map;

/**
 * What a price is asked for.
 *
 * @param per for how many units
 */
record Meter(String name, long per, String unit) {

    private static final Map<String, String> NAMES = Map.of("cache_read", "input.cached", "cache_write", "input.cachewrite", "cache_write_1h", "input.cachewrite.1h",
            "cache_audio_read", "input.audio.cached", "cache_image_read", "input.image.cached", "requests", "request");
    private static final Map<String, Meter> SUFFIXES = Map.of("mtok", new Meter("", 1_000_000, "token"), "kcount", new Meter("", 1000, "request"),
            "kpages", new Meter(".page", 1000, "page"), "hours", new Meter(".hour", 1, "hour"), "mchars", new Meter(".character", 1_000_000, "character"));

    /** @throws IllegalArgumentException if its unit is not known */
    static Meter of(String key) {
        int end = key.lastIndexOf('_');
        Meter suffix = SUFFIXES.get(key.substring(end + 1));
        if (end < 0 || suffix == null) {
            throw new IllegalArgumentException("the unit of the price " + key + " is not known");
        }
        String name = key.substring(0, end);
        return new Meter(NAMES.getOrDefault(name, name.replace('_', '.')) + suffix.name, suffix.per, suffix.unit);
    }

    /** Whether the catalog has a name of its own for this in batches. */
    boolean hasBatch() {
        return name.equals("input") || name.equals("output");
    }
}
