package mezzotint.libs.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The machine's memory, as its users see it: with the networks, which lie outside of Java's heap.
 *
 * @param used bytes that this process holds
 * @param total bytes of the machine
 */
public record UsedMemory(long used, long total) {

    private static final Path PROCESS = Path.of("/proc/self/status");
    private static final Path MACHINE = Path.of("/proc/meminfo");

    /** On systems that do not tell it is Java's heap, and the most that this may grow to. */
    public static UsedMemory now() {
        try {
            return new UsedMemory(bytes(PROCESS, "VmRSS:"), bytes(MACHINE, "MemTotal:"));
        } catch (IOException e) {
            Runtime java = Runtime.getRuntime();
            return new UsedMemory(java.totalMemory() - java.freeMemory(), java.maxMemory());
        }
    }

    /** Lines are as {@code VmRSS:     12345 kB}. */
    private static long bytes(Path file, String name) throws IOException {
        String line = Files.readAllLines(file).stream().filter(l -> l.startsWith(name)).findFirst()
                .orElseThrow(() -> new IOException(file + " has no " + name));
        return 1024 * Long.parseLong(line.substring(name.length()).replace("kB", "").strip());
    }
}
