package mezzotint.bench.catalog;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A workbench in a process of its own, started as users start it. */
final class OwnWorkbench implements AutoCloseable {

    private static final int POLL_MILLIS = 20;
    private static final int MOST_POLLS = 15_000;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final int port;
    private final Path log;

    /** @param options of Java; may be empty */
    OwnWorkbench(Path dist, Path home, String options) throws IOException {
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        log = home.resolve("bench.log");
        var builder = new ProcessBuilder(dist.resolve("bin/mezzotint").toString(), "--port", Integer.toString(port)).redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("MEZZOTINT_HOME", home.toString());
        builder.environment().put("MEZZOTINT_JAVA_OPTS", options);
        process = builder.start();
    }

    /** What it has taken of processors, compilers of Java included. */
    double processorSeconds() {
        return process.info().totalCpuDuration().map(d -> d.toMillis() / 1000.0).orElse(Double.NaN);
    }

    /** Whether every plugin had its turn. */
    boolean hasStarted() throws IOException {
        return Files.readString(log).contains("runs at");
    }

    private Optional<HttpResponse<String>> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try {
            return Optional.of(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (ConnectException e) {
            return Optional.empty(); // the port is not open yet
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    /** The answer to GET; none while there is none but that the workbench starts or the catalog is being filled. */
    Optional<JsonObject> get(String path) throws IOException, InterruptedException {
        return send(request(path)).filter(a -> a.statusCode() == 200).map(a -> JsonParser.parseString(a.body()).getAsJsonObject());
    }

    /** Asks until the meaning of words counts in the answer. */
    void awaitMeaning(String search) throws IOException, InterruptedException {
        for (int i = 0; i < MOST_POLLS && process.isAlive(); i++) {
            if (get(search).filter(a -> a.get("by").getAsString().equals("meaning")).isPresent()) {
                return;
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new IOException("the workbench at port " + port + " gave no answer");
    }

    /** @throws IOException if the answer is none of success */
    JsonObject post(String path, byte[] body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request(path).POST(BodyPublishers.ofByteArray(body))).orElseThrow(() -> new IOException("the workbench is gone"));
        if (answer.statusCode() != 200) {
            throw new IOException(path + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
