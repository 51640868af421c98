package mezzotint.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Who had the cores of this machine, in seconds of them. Linux only.
 *
 * @param at when it was looked
 * @param machine of all processes
 */
record Cores(double at, double machine, double workbench, double clients) {

    /** Ticks of a second in {@code /proc}. */
    private static final double TICKS = 100;

    static Cores look(long workbench) throws IOException {
        long[] stat = Arrays.stream(Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +")).skip(1).mapToLong(Long::parseLong).toArray();
        // user, nice, system, idle, iowait, irq, softirq, steal
        long busy = stat[0] + stat[1] + stat[2] + stat[5] + stat[6] + stat[7];
        return new Cores(System.nanoTime() / 1e9, busy / TICKS, spent(workbench), spent(ProcessHandle.current().pid()));
    }

    private static double spent(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    }

    String since(Cores before) {
        double seconds = at - before.at;
        double ours = workbench - before.workbench + clients - before.clients;
        return String.format("cores in use: workbench %.2f, clients %.2f, others %.2f, of %d", (workbench - before.workbench) / seconds,
                (clients - before.clients) / seconds, Math.max(0, machine - before.machine - ours) / seconds, Runtime.getRuntime().availableProcessors());
    }
}
