package mezzotint.soak;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.DoubleStream;

/**
 * A thousand jobs wait, 200 clients listen, half of them by WebSocket and half to server-sent events, and ask and order now and then while
 * pictures are made. Prints how long an answer takes in the workbench ({@link Clock}) and for its client, who waits for a core of the same
 * machine too: the clients are in this process, the workbench in another.
 */
final class Load {

    private static final int JOBS = 1000;
    private static final int CLIENTS = 200;
    private static final int PAUSE_MILLIS = 4_000;
    /** Until compilers and pictures are in their stride. */
    private static final int WARM_UP_SECONDS = 15;
    private static final String HAND_IN = "POST /api/jobs";
    private static final int MOST_MILLIS = 20;

    private final Path dist;
    private final Path home;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicLong events = new AtomicLong();
    private final List<WebSocket> sockets = new ArrayList<>();
    private final Map<String, ConcurrentLinkedQueue<Double>> millis = new ConcurrentHashMap<>();
    private volatile String last = "";

    Load(Path dist, Path home) {
        this.dist = dist;
        this.home = home;
    }

    /** @return whether handing in takes less than 20 ms in the workbench, but for one time in 20 */
    boolean run(int seconds) throws IOException, InterruptedException {
        try (OtherProcess workbench = OtherProcess.launch(dist, home, "-Dmezzotint.extra=" + jar()).await()) {
            for (int i = 0; i < JOBS; i++) {
                order(workbench);
            }
            report("one client hands in " + JOBS + " jobs while pictures are made", workbench);
            for (int i = 0; i < CLIENTS; i++) {
                listen(workbench, i % 2 == 0);
            }
            ask(workbench, WARM_UP_SECONDS);
            millis.clear();
            workbench.get(Clock.PATH);
            events.set(0);
            long before = made(workbench);
            Cores cores = Cores.look(workbench.pid());
            ask(workbench, seconds);
            String shares = Cores.look(workbench.pid()).since(cores);
            long made = made(workbench) - before;
            double overhead = report(CLIENTS + " clients, " + JOBS + " jobs wait, pictures are made", workbench);
            System.out.printf("%d events received and %d pictures made in %d s; %s%n", events.get(), made, seconds, shares);
            System.out.printf("handing in takes %.1f ms in the workbench (p95), %s %d%n", overhead, overhead < MOST_MILLIS ? "under" : "and not under", MOST_MILLIS);
            return overhead < MOST_MILLIS;
        }
    }

    private static Path jar() {
        try {
            return Path.of(Load.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long made(OtherProcess workbench) throws IOException, InterruptedException {
        return workbench.get("/api/jobs?state=done&limit=1000").json().getAsJsonArray().size();
    }

    private void listen(OtherProcess workbench, boolean socket) {
        if (socket) {
            URI address = URI.create(workbench.address("/api/events").toString().replaceFirst("^http", "ws"));
            sockets.add(http.newWebSocketBuilder().buildAsync(address, new WebSocket.Listener() {
                @Override
                public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean whole) {
                    events.addAndGet(whole ? 1 : 0);
                    from.request(1);
                    return null;
                }
            }).join());
        } else {
            http.sendAsync(HttpRequest.newBuilder(workbench.address("/api/events")).build(), HttpResponse.BodyHandlers.fromLineSubscriber(new Lines()));
        }
    }

    /** Counts the lines of a stream of events. */
    private final class Lines implements Flow.Subscriber<String> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            events.addAndGet(line.startsWith("data:") ? 1 : 0);
        }

        @Override
        public void onError(Throwable failure) {
            // The workbench ends before its clients.
        }

        @Override
        public void onComplete() {
            // As above.
        }
    }

    private void ask(OtherProcess workbench, int seconds) throws InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (int i = 0; i < CLIENTS; i++) {
            clients.execute(() -> {
                try {
                    while (System.nanoTime() < end) {
                        Thread.sleep(ThreadLocalRandom.current().nextInt(2 * PAUSE_MILLIS));
                        askOnce(workbench);
                    }
                } catch (IOException | InterruptedException e) {
                    System.err.println("a client gave up: " + e);
                }
            });
        }
        clients.shutdown();
        clients.awaitTermination(seconds + 60L, TimeUnit.SECONDS);
    }

    private void askOnce(OtherProcess workbench) throws IOException, InterruptedException {
        switch (ThreadLocalRandom.current().nextInt(4)) {
            case 0 -> order(workbench);
            case 1 -> timed("GET /api/jobs/*", () -> workbench.get("/api/jobs/" + last));
            case 2 -> timed("GET /api/queue", () -> workbench.get("/api/queue"));
            default -> timed("GET /api/jobs", () -> workbench.get("/api/jobs?limit=20"));
        }
    }

    private void order(OtherProcess workbench) throws IOException, InterruptedException {
        String body = new Gson().toJson(Map.of("prompt", "red apple", "steps", 8, "seed", ThreadLocalRandom.current().nextInt(1_000_000)));
        last = timed(HAND_IN, () -> workbench.send("POST", "/api/jobs", body, Map.of())).json().getAsJsonObject().get("id").getAsString();
    }

    /** A request. */
    private interface Ask {
        OtherProcess.Answer send() throws IOException, InterruptedException;
    }

    private OtherProcess.Answer timed(String what, Ask ask) throws IOException, InterruptedException {
        long start = System.nanoTime();
        OtherProcess.Answer answer = ask.send();
        millis.computeIfAbsent(what, w -> new ConcurrentLinkedQueue<>()).add((System.nanoTime() - start) / 1e6);
        if (answer.status() >= 400) {
            throw new IOException(what + " was answered with " + answer);
        }
        return answer;
    }

    /** Prints what was measured since the last time; returns the p95 of handing in, in the workbench. */
    private double report(String title, OtherProcess workbench) throws IOException, InterruptedException {
        JsonObject inside = workbench.get(Clock.PATH).json().getAsJsonObject();
        System.out.println(title + "; ms in the workbench and for the client");
        new TreeMap<>(millis).forEach((what, outside) -> {
            double[] in = sorted(inside.getAsJsonArray(what).asList().stream().mapToDouble(JsonElement::getAsDouble));
            double[] out = sorted(outside.stream().mapToDouble(m -> m));
            System.out.printf("  %-15s %5d answers   p50 %6.1f %6.1f   p95 %6.1f %6.1f   p99 %6.1f %6.1f%n", what, out.length,
                    at(in, 0.5), at(out, 0.5), at(in, 0.95), at(out, 0.95), at(in, 0.99), at(out, 0.99));
        });
        millis.clear();
        return at(sorted(inside.getAsJsonArray(HAND_IN).asList().stream().mapToDouble(JsonElement::getAsDouble)), 0.95);
    }

    private static double[] sorted(DoubleStream values) {
        return values.sorted().toArray();
    }

    private static double at(double[] sorted, double part) {
        return sorted[(int) (part * (sorted.length - 1))];
    }
}
