package mezzotint.backend.pytorch;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory of this machine. */
final class Memory {

    private Memory() {}

    /** Bytes that programs may take now, the cache of files counted as free where the system says how much that is. */
    static long available() {
        try {
            return Files.readAllLines(Path.of("/proc/meminfo")).stream().filter(l -> l.startsWith("MemAvailable:"))
                    .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) * 1024).findFirst().orElseGet(Memory::free);
        } catch (IOException e) {
            return free();
        }
    }

    private static long free() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getFreeMemorySize() : 0;
    }
}
