package mezzotint.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The memory that this process may still take: what the machine has available, or what is left of the limit of a control group (of a
 * container, of systemd), where that is less.
 *
 * @param root of the file system
 */
record MachineMemory(Path root) {

    /** A limit of version 1 that is none. */
    private static final long NO_LIMIT = 1L << 60;

    /** Bytes; a large number where the system does not tell. */
    long available() {
        long machine = field(root.resolve("proc/meminfo"), "MemAvailable:").orElse(Long.MAX_VALUE / 2048);
        return Math.min(machine * 1024, Math.min(group("", "sys/fs/cgroup", "memory.max", "memory.current", "inactive_file"),
                group("memory", "sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")));
    }

    /** Bytes of this process that are in memory. */
    long resident() {
        return field(root.resolve("proc/self/status"), "VmRSS:").orElse(0) * 1024;
    }

    /** What is left in the group of this process and in those around it; the cache of files counts as free. */
    private long group(String controller, String mount, String limit, String usage, String cache) {
        long least = Long.MAX_VALUE;
        Path top = root.resolve(mount);
        for (Path folder = top.resolve(path(controller)); folder.startsWith(top); folder = folder.getParent()) {
            OptionalLong most = number(folder.resolve(limit));
            OptionalLong used = number(folder.resolve(usage));
            if (most.isPresent() && used.isPresent() && most.getAsLong() < NO_LIMIT) {
                long files = field(folder.resolve("memory.stat"), cache + " ").orElse(0);
                least = Math.min(least, Math.max(0, most.getAsLong() - used.getAsLong() + files));
            }
        }
        return least;
    }

    /** Lines are as {@code 4:memory:/system.slice/one.service}; version 2 has one without a controller. */
    private String path(String controller) {
        try (Stream<String> lines = Files.lines(root.resolve("proc/self/cgroup"))) {
            return lines.map(line -> line.split(":", 3)).filter(part -> part.length == 3 && Stream.of(part[1].split(",")).anyMatch(controller::equals))
                    .map(part -> part[2].replaceFirst("^/+", "")).findFirst().orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private static OptionalLong number(Path file) {
        try {
            String text = Files.readString(file).strip();
            return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong field(Path file, String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name)).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
