package mezzotint.soak;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Makes pictures for some minutes, and prints how heap, memory, threads and open files of the workbench go. Linux only. */
final class Memory {

    private static final int SAMPLES = 20;
    private static final int OPEN_JOBS = 20;

    /** One look at the process; sizes in MiB, the heap after a collection. */
    private record Look(long second, double heap, double resident, int threads, int files, int pictures) {}

    private final Path dist;
    private final Path home;
    private int handedIn;

    Memory(Path dist, Path home) {
        this.dist = dist;
        this.home = home;
    }

    void run(int minutes) throws IOException, InterruptedException {
        System.out.println("  second   heap MiB   resident MiB   threads   files   jobs");
        var looks = new ArrayList<Look>();
        try (OtherProcess workbench = OtherProcess.launch(dist, home).await()) {
            long start = System.nanoTime();
            long pause = TimeUnit.MINUTES.toMillis(minutes) / SAMPLES;
            for (int i = 0; i < SAMPLES; i++) {
                long until = start + TimeUnit.MILLISECONDS.toNanos((i + 1) * pause);
                while (System.nanoTime() < until) {
                    feed(workbench);
                    Thread.sleep(500);
                }
                Look look = look(workbench, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
                looks.add(look);
                System.out.printf("%8d %10.1f %14.1f %9d %7d %6d%n", look.second(), look.heap(), look.resident(), look.threads(), look.files(), look.pictures());
            }
        }
        // The first quarter warms up.
        List<Look> warm = looks.subList(SAMPLES / 4, SAMPLES);
        Look first = warm.get(0);
        Look last = warm.get(warm.size() - 1);
        System.out.printf("since second %d: heap %+.1f MiB, resident %+.1f MiB, threads %+d, files %+d, over %d jobs%n", first.second(), last.heap() - first.heap(),
                last.resident() - first.resident(), last.threads() - first.threads(), last.files() - first.files(), last.pictures() - first.pictures());
    }

    private void feed(OtherProcess workbench) throws IOException, InterruptedException {
        int open = workbench.get("/api/queue").json().getAsJsonObject().get("waiting").getAsInt();
        for (int i = open; i < OPEN_JOBS; i++) {
            workbench.send("POST", "/api/jobs", new Gson().toJson(Map.of("prompt", "rocket", "steps", 4, "seed", handedIn++)), Map.of());
        }
    }

    private Look look(OtherProcess workbench, long second) throws IOException, InterruptedException {
        String pid = String.valueOf(workbench.pid());
        Path proc = Path.of("/proc", pid);
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        new ProcessBuilder(jcmd, pid, "GC.run").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        double heap = workbench.get("/api/status").json().getAsJsonObject().getAsJsonObject("memory").get("used").getAsDouble() / (1 << 20);
        try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
            return new Look(second, heap, status(proc, "VmRSS") / 1024.0, (int) status(proc, "Threads"), (int) files.count(), handedIn);
        }
    }

    private static long status(Path proc, String name) throws IOException {
        return Files.readAllLines(proc.resolve("status")).stream().filter(l -> l.startsWith(name + ":"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", ""))).findFirst().orElseThrow();
    }
}
