package mezzotint.soak;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntBinaryOperator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Kills a workbench at random moments: while it starts, while jobs are handed in, while pictures are made, while they are saved. Every job
 * that was accepted must be done in the end, each of its pictures must be there once, and be the same file as of a workbench that was
 * left alone.
 */
public final class Kills {

    /**
     * What is asked for: samplers with one and two calls a step, with noise, with memory of earlier steps; one and two pictures. Besides one from a
     * picture, {@link #inpaint}.
     */
    private static final List<Map<String, Object>> REQUESTS = List.of(
            request("red apple", "euler", 1), request("rocket", "eulera", 2), request("castle", "dpmpp2m", 1), request("smiling cat", "heun", 1),
            request("tree", "dpmpp2msde", 1), request("boat", "unipc", 2));
    /** Of the picture that is painted anew, in pixels. */
    private static final int SIDE = 128;
    private static final int OPEN_JOBS = 6;
    private static final int BURST = 4;
    private static final long LONGEST_MILLIS = 15_000;
    private static final long PATIENCE_MILLIS = 300_000;

    private final Path dist;
    private final Path home;
    private final Random random;
    private final Map<Integer, List<String>> expected = new ConcurrentHashMap<>();
    /** The request of each job that was accepted. */
    private final Map<String, Integer> accepted = new ConcurrentHashMap<>();
    private final AtomicInteger bursts = new AtomicInteger();
    private final List<Map<String, Object>> requests = new ArrayList<>(REQUESTS);
    private int resumed;
    /** Most milliseconds that a workbench is left at work: twice what a picture takes here. */
    private int window;

    /**
     * What came out of it.
     *
     * @param lost jobs that were accepted and are not done, in words
     * @param different pictures that are not as they should be, missing or there twice, in words
     * @param resumed jobs that were cut off and went on
     */
    public record Report(int kills, int jobs, int pictures, int resumed, List<String> lost, List<String> different) {}

    public Kills(Path dist, Path home, long seed) {
        this.dist = dist;
        this.home = home;
        this.random = new Random(seed);
    }

    private static Map<String, Object> request(String prompt, String sampler, int count) {
        return Map.of("prompt", prompt, "sampler", sampler, "count", count, "seed", 7, "steps", 8);
    }

    /** Kills so many times, then looks at what is left. */
    public Report run(int kills) throws IOException, InterruptedException {
        learn();
        for (int i = 0; i < kills; i++) {
            OtherProcess workbench = launch();
            if (random.nextInt(5) == 0) {
                Thread.sleep(random.nextInt(2500));
                workbench.kill();
            } else {
                workbench.await();
                useAndKill(workbench);
            }
        }
        try (OtherProcess workbench = launch().await()) {
            return report(kills, workbench);
        }
    }

    /** The workbench that is killed: not by its jobs, so none is given up for it. */
    private OtherProcess launch() throws IOException {
        return OtherProcess.launch(dist, home.resolve("killed"), "-Dmezzotint.jobs.attempts=1000");
    }

    /** The pictures of a workbench that is left alone. */
    private void learn() throws IOException, InterruptedException {
        try (OtherProcess workbench = OtherProcess.launch(dist, home.resolve("calm")).await()) {
            var jobs = new ArrayList<String>();
            requests.add(inpaint(workbench));
            for (Map<String, Object> request : requests) {
                jobs.add(workbench.send("POST", "/api/jobs", new Gson().toJson(request), Map.of()).json().getAsJsonObject().get("id").getAsString());
            }
            long start = System.nanoTime();
            for (int i = 0; i < jobs.size(); i++) {
                expected.put(i, digests(workbench, ended(workbench, jobs.get(i))));
            }
            window = (int) Math.min(LONGEST_MILLIS, 2000 + 2 * (System.nanoTime() - start) / 1_000_000 / jobs.size());
        }
    }

    /** A part of a picture painted anew, by a sampler that adds noise; keeps the picture and its mask in that workbench. */
    private static Map<String, Object> inpaint(OtherProcess workbench) throws IOException, InterruptedException {
        Map<String, Object> params = Map.of("picture", upload(workbench, (x, y) -> x << 16 | y << 8 | (x ^ y)),
                "mask", upload(workbench, (x, y) -> x > SIDE / 2 ? 0xFFFFFF : 0), "strength", 0.8);
        return Map.of("prompt", "red apple", "sampler", "eulera", "seed", 7, "steps", 8, "image", Map.of("id", "inpaint", "params", params));
    }

    private static String upload(OtherProcess workbench, IntBinaryOperator colour) throws IOException, InterruptedException {
        var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIDE * SIDE; i++) {
            image.setRGB(i % SIDE, i / SIDE, colour.applyAsInt(i % SIDE, i / SIDE));
        }
        var png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return workbench.send("POST", "/api/uploads", png.toByteArray(), Map.of()).json().getAsJsonObject().get("name").getAsString();
    }

    private void useAndKill(OtherProcess workbench) throws IOException, InterruptedException {
        inpaint(workbench);
        int open = workbench.get("/api/jobs?state=waiting,running").json().getAsJsonArray().size();
        var burst = new ArrayList<CompletableFuture<Void>>();
        for (int i = open; i < OPEN_JOBS && i < open + BURST; i++) {
            int which = random.nextInt(requests.size());
            burst.add(CompletableFuture.runAsync(() -> submit(workbench, which)));
        }
        // A third of the kills fall into the burst.
        Thread.sleep(random.nextInt(3) == 0 ? random.nextInt(20) : random.nextInt(window));
        workbench.kill();
        burst.forEach(CompletableFuture::join);
    }

    private void submit(OtherProcess workbench, int which) {
        try {
            OtherProcess.Answer answer = workbench.send("POST", "/api/jobs", new Gson().toJson(requests.get(which)),
                    Map.of("Idempotency-Key", "burst-" + bursts.incrementAndGet()));
            if (answer.status() == 202) {
                accepted.put(answer.json().getAsJsonObject().get("id").getAsString(), which);
            }
        } catch (IOException | InterruptedException e) {
            // Killed before it answered: whether it was accepted, nobody was told.
        }
    }

    private Report report(int kills, OtherProcess workbench) throws IOException, InterruptedException {
        var lost = new ArrayList<String>();
        var different = new ArrayList<String>();
        for (Map.Entry<String, Integer> each : accepted.entrySet()) {
            JsonObject job = ended(workbench, each.getKey());
            if (job == null || !job.get("state").getAsString().equals("done")) {
                lost.add(each.getKey() + " is " + job);
            } else if (!digests(workbench, job).equals(expected.get(each.getValue()))) {
                different.add(each.getKey() + " made other pictures of " + requests.get(each.getValue()));
            }
        }
        int pictures = 0;
        for (JsonElement job : workbench.get("/api/jobs?limit=1000").json().getAsJsonArray()) {
            JsonObject end = ended(workbench, job.getAsJsonObject().get("id").getAsString());
            pictures += end.getAsJsonArray("pictures").size();
            resumed += end.getAsJsonArray("notes").toString().contains("went on after") ? 1 : 0;
        }
        long files = files();
        if (files != pictures) {
            different.add(pictures + " pictures are " + files + " files");
        }
        return new Report(kills, accepted.size(), pictures, resumed, lost, different);
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("killed/pictures"))) {
            return files.filter(f -> f.toString().endsWith(".png")).count();
        }
    }

    /** The job once it has ended; null if it is unknown. */
    private static JsonObject ended(OtherProcess workbench, String job) throws IOException, InterruptedException {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (true) {
            OtherProcess.Answer answer = workbench.get("/api/jobs/" + job);
            if (answer.status() == 404) {
                return null;
            }
            JsonObject now = answer.json().getAsJsonObject();
            if (!List.of("waiting", "running").contains(now.get("state").getAsString()) || System.currentTimeMillis() > end) {
                return now;
            }
            Thread.sleep(100);
        }
    }

    private static List<String> digests(OtherProcess workbench, JsonObject job) throws IOException, InterruptedException {
        var digests = new ArrayList<String>();
        for (JsonElement picture : job.getAsJsonArray("pictures")) {
            digests.add(sha256(pixels(workbench.bytes(picture.getAsJsonObject().get("url").getAsString()))));
        }
        return digests;
    }

    /** Without what the file says of how it was made. */
    private static byte[] pixels(byte[] png) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        ByteBuffer pixels = ByteBuffer.allocate(4 * image.getWidth() * image.getHeight());
        pixels.asIntBuffer().put(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()));
        return pixels.array();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
