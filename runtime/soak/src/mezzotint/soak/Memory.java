package mezzotint.soak;

import com.google.gson.Gson;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Makes pictures for some minutes while listeners come and go, and prints how heap, memory, threads and open files of the workbench go. What
 * still rises after the first third fails the run. Linux only.
 */
final class Memory {

    private static final int LOOKS_A_MINUTE = 4;
    private static final int OPEN_JOBS = 20;
    private static final List<String> SAMPLERS = List.of("euler", "dpmpp2m", "heun", "eulera");

    /** One look at the process; sizes in MiB, the heap after a collection. */
    private record Look(double minute, double heap, double resident, int threads, int files, int jobs) {}

    /**
     * What is watched.
     *
     * @param most by how much it may rise in ten minutes
     */
    private record Gauge(String name, String unit, ToDoubleFunction<Look> value, double most) {}

    private static final List<Gauge> GAUGES = List.of(
            new Gauge("heap", "MiB", Look::heap, 5), new Gauge("resident", "MiB", Look::resident, 40),
            new Gauge("threads", "", Look::threads, 5), new Gauge("files", "", Look::files, 5));

    private final Path dist;
    private final Path home;
    private final HttpClient http = HttpClient.newHttpClient();
    private int handedIn;
    private String last = "";

    Memory(Path dist, Path home) {
        this.dist = dist;
        this.home = home;
    }

    /** @return whether nothing grows */
    boolean run(int minutes) throws IOException, InterruptedException {
        System.out.println("  minute   heap MiB   resident MiB   threads   files   jobs");
        var looks = new ArrayList<Look>();
        try (OtherProcess workbench = OtherProcess.launch(dist, home).await()) {
            long start = System.nanoTime();
            for (int i = 1; i <= minutes * LOOKS_A_MINUTE; i++) {
                long until = start + TimeUnit.SECONDS.toNanos(60L * i / LOOKS_A_MINUTE);
                while (System.nanoTime() < until) {
                    use(workbench);
                    Thread.sleep(500);
                }
                Look look = look(workbench, (System.nanoTime() - start) / 60e9);
                looks.add(look);
                System.out.printf("%8.1f %10.1f %14.1f %9d %7d %6d%n", look.minute(), look.heap(), look.resident(), look.threads(), look.files(), look.jobs());
            }
        }
        List<Look> warm = looks.subList(looks.size() / 3, looks.size());
        boolean all = true;
        for (Gauge gauge : GAUGES) {
            all &= holds(gauge, warm);
        }
        return all;
    }

    private static boolean holds(Gauge gauge, List<Look> looks) {
        double rise = 10 * slope(looks, gauge.value());
        boolean holds = rise <= gauge.most();
        System.out.printf("since minute %.1f: %s %+.1f %s in ten minutes, of %.0f at most: %s%n", looks.get(0).minute(), gauge.name(), rise, gauge.unit(),
                gauge.most(), holds ? "holds" : "GROWS");
        return holds;
    }

    /** A value's rise in a minute, by least squares. */
    private static double slope(List<Look> looks, ToDoubleFunction<Look> value) {
        double minute = looks.stream().mapToDouble(Look::minute).average().orElseThrow();
        double mean = looks.stream().mapToDouble(value).average().orElseThrow();
        double together = looks.stream().mapToDouble(l -> (l.minute() - minute) * (value.applyAsDouble(l) - mean)).sum();
        return together / looks.stream().mapToDouble(l -> (l.minute() - minute) * (l.minute() - minute)).sum();
    }

    /** What users do all day: hand in, look, listen for a while, and forget what is done; else the list of jobs would grow, as it is meant to, up to its limit. */
    private void use(OtherProcess workbench) throws IOException, InterruptedException {
        int open = workbench.get("/api/queue").json().getAsJsonObject().get("waiting").getAsInt();
        for (int i = open; i < OPEN_JOBS; i++) {
            String body = new Gson().toJson(Map.of("prompt", "rocket number " + handedIn % 50, "steps", 4, "seed", handedIn, "sampler",
                    SAMPLERS.get(handedIn++ % SAMPLERS.size())));
            last = workbench.send("POST", "/api/jobs", body, Map.of()).json().getAsJsonObject().get("id").getAsString();
        }
        for (String path : List.of("/api/jobs/" + last, "/api/jobs?limit=20", "/api/pictures?limit=20", "/api/hooks")) {
            workbench.get(path);
        }
        workbench.send("DELETE", "/api/jobs?state=done&forget=true", "", Map.of());
        listen(workbench);
    }

    /** Opens a stream of events, reads its beginning, and goes. */
    private void listen(OtherProcess workbench) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(workbench.address("/api/events?previews=inline")).build();
        try (Stream<String> lines = http.send(request, BodyHandlers.ofLines()).body()) {
            lines.limit(10).forEach(line -> {});
        }
    }

    private Look look(OtherProcess workbench, double minute) throws IOException, InterruptedException {
        var memory = ProcessMemory.of(workbench.pid());
        try (Stream<Path> files = Files.list(Path.of("/proc", String.valueOf(workbench.pid()), "fd"))) {
            return new Look(minute, memory.heap(), memory.resident(), memory.threads(), (int) files.count(), handedIn);
        }
    }
}
