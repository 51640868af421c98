package mezzotint.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What another Java process with the serial collector holds, as it is after a collection. Linux only.
 *
 * @param heap MiB in use
 * @param resident MiB of the process
 */
public record ProcessMemory(double heap, double resident, int threads) {

    /** A line of the serial collector's about a generation, with the KiB in use. */
    private static final Pattern GENERATION = Pattern.compile("generation +total \\d+K, used (\\d+)K");

    public static ProcessMemory of(long pid) throws IOException, InterruptedException {
        ask(pid, "GC.run");
        double heap = GENERATION.matcher(ask(pid, "GC.heap_info")).results().mapToLong(found -> Long.parseLong(found.group(1))).sum() / 1024.0;
        return new ProcessMemory(heap, status(pid, "VmRSS") / 1024.0, (int) status(pid, "Threads"));
    }

    /** What its Java answers to a command of jcmd. */
    private static String ask(long pid, String command) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, String.valueOf(pid), command).redirectErrorStream(true).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd " + command + " failed: " + answer);
        }
        return answer;
    }

    private static long status(long pid, String name) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream().filter(l -> l.startsWith(name + ":"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", ""))).findFirst().orElseThrow();
    }
}
