package mezzotint.libs.safetensors;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mezzotint.libs.config.Config;
import mezzotint.plugin.Problem;

/** The header of a safetensors file: where each tensor lies, checked against the length of the file and against each other. */
final class SafetensorsHeader {

    private static final String METADATA = "__metadata__";
    /** More values than a tensor in memory can have. */
    private static final long MOST = Integer.MAX_VALUE - 8;

    /**
     * A tensor.
     *
     * @param from its first byte behind the header
     * @param to the byte after its last
     */
    record Entry(String type, int[] shape, long from, long to) {

        /** How its values are read, if they can be. */
        Optional<Dtype> dtype() {
            return Arrays.stream(Dtype.values()).filter(d -> d.name().equals(type)).findFirst();
        }
    }

    private final String file;
    private final long size;
    private final Map<String, Entry> entries = new TreeMap<>();
    private final Map<String, String> metadata = new TreeMap<>();

    /**
     * @param file its name, for messages
     * @param size bytes behind the header
     * @throws Problem of kind {@code INVALID} if the header is damaged, saying where
     */
    SafetensorsHeader(String file, byte[] json, long size) {
        this.file = file;
        this.size = size;
        Config.each(json, "the header of " + file, this::read);
        refuseOverlaps();
    }

    private void read(Config part) {
        String name = part.keys().iterator().next();
        if (!name.equals(METADATA)) {
            entries.put(name, entry(name, part));
        } else if (part.isObject(name)) {
            // Some writers leave null or a list there, and numbers in it: nothing that a tensor depends on.
            Config all = part.object(name);
            all.keys().stream().filter(all::isText).forEach(key -> metadata.put(key, all.text(key, "")));
        }
    }

    private Entry entry(String name, Config part) {
        if (!part.has(name)) {
            throw part.wrong(name, "an object of dtype, shape and data_offsets");
        }
        Config told = part.object(name);
        int[] shape = told.wholes("shape").stream().mapToInt(side -> (int) Math.min(side, Integer.MAX_VALUE)).toArray();
        long[] offsets = told.wholes("data_offsets").stream().mapToLong(Long::longValue).toArray();
        if (!told.has("shape") || offsets.length != 2) {
            throw told.wrong(told.has("shape") ? "data_offsets" : "shape", "a list of whole numbers from 0");
        }
        if (told.text("dtype", "").isEmpty()) {
            throw told.wrong("dtype", "a type, as F16");
        }
        Entry entry = new Entry(told.text("dtype", ""), shape, offsets[0], offsets[1]);
        long length = entry.to - entry.from;
        if (length < 0 || entry.to > size) {
            throw damaged(name + " lies from " + entry.from + " to " + entry.to + " of " + size);
        }
        entry.dtype().ifPresent(dtype -> checkLength(name, shape, dtype, length));
        return entry;
    }

    private void checkLength(String name, int[] shape, Dtype dtype, long length) {
        long values = 1;
        for (int side : shape) {
            values = side == 0 || values == 0 ? 0 : values > Long.MAX_VALUE / 8 / side ? Long.MAX_VALUE / 8 : values * side;
        }
        if (values * dtype.bytes() != length) {
            throw damaged(name + " of shape " + Arrays.toString(shape) + " in " + dtype + " should have " + values * dtype.bytes()
                    + " bytes, but has " + length);
        }
    }

    private void refuseOverlaps() {
        var inOrder = entries.entrySet().stream().filter(e -> e.getValue().to > e.getValue().from)
                .sorted(Comparator.comparingLong(e -> e.getValue().from)).toList();
        for (int i = 1; i < inOrder.size(); i++) {
            if (inOrder.get(i).getValue().from < inOrder.get(i - 1).getValue().to) {
                throw damaged(inOrder.get(i - 1).getKey() + " and " + inOrder.get(i).getKey() + " lie in the same place");
            }
        }
    }

    private Problem damaged(String how) {
        return Problem.invalid(file + " is damaged: " + how, "download it again");
    }

    Map<String, Entry> entries() {
        return entries;
    }

    Map<String, String> metadata() {
        return metadata;
    }

    /** Whether a tensor is small enough for the memory of Java. */
    static boolean fits(Entry entry) {
        return entry.to - entry.from <= MOST;
    }
}
