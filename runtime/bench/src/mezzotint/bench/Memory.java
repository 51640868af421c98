package mezzotint.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory of this process, as the operating system counts it. */
final class Memory {

    private Memory() {}

    /** Begins a new peak at what is in use now, and tells how much that is. */
    static long forget() throws IOException {
        System.gc();
        Files.writeString(Path.of("/proc/self/clear_refs"), "5");
        return peak();
    }

    /** The most that was resident since then, in megabytes. */
    static long peak() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(l -> l.startsWith("VmHWM"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024).findFirst().orElse(0);
    }
}
