package mezzotint.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class MachineMemoryTest {

    @TempDir
    private Path root;

    @BeforeEach
    void machine() throws IOException {
        write("proc/meminfo", "MemTotal:  999999999 kB\nMemAvailable:   8192000 kB\n");
    }

    private void write(String path, String text) throws IOException {
        Files.writeString(Files.createDirectories(root.resolve(path).getParent()).resolve(root.resolve(path).getFileName()), text);
    }

    @TestFactory
    Stream<DynamicTest> the_limit_of_a_control_group_counts() {
        Map<String, Map<String, String>> groups = Map.of(
                "version 2, its own", Map.of("proc/self/cgroup", "0::/box/one\n", "sys/fs/cgroup/box/one/memory.max", "1000000000", "sys/fs/cgroup/box/one/memory.current", "900000000"),
                "version 2, the one around it", Map.of("proc/self/cgroup", "0::/box/one\n", "sys/fs/cgroup/box/one/memory.max", "max",
                        "sys/fs/cgroup/box/one/memory.current", "5", "sys/fs/cgroup/box/memory.max", "1000000000", "sys/fs/cgroup/box/memory.current", "900000000"),
                "version 2, in a container", Map.of("proc/self/cgroup", "0::/\n", "sys/fs/cgroup/memory.max", "100000000", "sys/fs/cgroup/memory.current", "1"),
                "version 1", Map.of("proc/self/cgroup", "5:cpu,cpuacct:/\n4:memory:/box\n", "sys/fs/cgroup/memory/box/memory.limit_in_bytes", "100000000",
                        "sys/fs/cgroup/memory/box/memory.usage_in_bytes", "1"),
                "version 1, in a container", Map.of("proc/self/cgroup", "4:memory:/docker/abc\n", "sys/fs/cgroup/memory/memory.limit_in_bytes", "100000000",
                        "sys/fs/cgroup/memory/memory.usage_in_bytes", "1"));
        return groups.entrySet().stream().map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
            Path other = root.resolve(each.getKey());
            for (var file : Stream.concat(each.getValue().entrySet().stream(), Stream.of(Map.entry("proc/meminfo", "MemAvailable:   8192000 kB\n"))).toList()) {
                Files.createDirectories(other.resolve(file.getKey()).getParent());
                Files.writeString(other.resolve(file.getKey()), file.getValue());
            }
            long available = new MachineMemory(other).available();
            assertTrue(available > 99_000_000 && available <= 100_000_000, available + " bytes");
        }));
    }

    @Test
    void the_cache_of_files_is_no_use_of_a_group_and_a_system_that_tells_nothing_refuses_nothing() throws IOException {
        write("proc/self/cgroup", "0::/box\n");
        write("sys/fs/cgroup/box/memory.max", "1000000000\n");
        write("sys/fs/cgroup/box/memory.current", "1000000000\n");
        write("sys/fs/cgroup/box/memory.stat", "anon 5\ninactive_file 600000000\n");
        assertEquals(600_000_000, new MachineMemory(root).available());
        assertTrue(new MachineMemory(root.resolve("nothing")).available() > 1L << 50);
    }
}
