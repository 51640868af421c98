package mezzotint.soak;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** A workbench in a process of its own. */
public final class OtherProcess implements AutoCloseable {

    private static final String RUNS_AT = "Mezzotint runs at ";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** An answer to a request. */
    public record Answer(int status, JsonElement json) {}

    private final Process process;
    private final BufferedReader out;
    private final FutureTask<String> errors;
    private final StringBuffer printed = new StringBuffer();
    private URI address;

    private OtherProcess(Process process) {
        this.process = process;
        this.out = process.inputReader();
        this.errors = new FutureTask<>(() -> new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        // Read as it is written: a process whose pipe is full waits for ever.
        Thread reader = new Thread(errors, "errors of another workbench");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Launches a workbench; {@link #await} waits until it answers.
     *
     * @param dist the distribution
     * @param home the user's folder
     * @param options options of Java
     */
    public static OtherProcess launch(Path dist, Path home, String... options) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-Dmezzotint.console=OFF"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", dist.resolve("lib") + "/*", "mezzotint.launcher.Main", "--port", "0"));
        var builder = new ProcessBuilder(command).redirectError(Files.createDirectories(home).resolve("stderr.txt").toFile());
        builder.environment().put("MEZZOTINT_HOME", home.toString());
        return of(builder.start());
    }

    /** Takes over the process of a workbench that was launched otherwise. */
    public static OtherProcess of(Process process) {
        return new OtherProcess(process);
    }

    /** Waits until it answers. */
    public OtherProcess await() throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(RUNS_AT)) {
                address = URI.create(line.substring(RUNS_AT.length()));
                Thread rest = new Thread(this::followOut, "output of another workbench");
                rest.setDaemon(true);
                rest.start();
                return this;
            }
        }
        try {
            throw new IOException("the workbench ended before it answered: " + errors.get());
        } catch (ExecutionException | InterruptedException e) {
            throw new IOException("the workbench ended before it answered", e);
        }
    }

    /** SIGKILL: nothing in the process learns of it. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM; it has some seconds to go by itself. */
    @Override
    public void close() {
        try {
            if (!end(Duration.ofSeconds(30))) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** SIGTERM; tells whether it went by itself in that time. */
    public boolean end(Duration time) throws InterruptedException {
        process.destroy();
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void followOut() {
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                printed.append(line).append('\n');
            }
        } catch (IOException e) {
            // it ended
        }
    }

    /** What it has printed since it said where it runs. */
    public String printed() {
        return printed.toString();
    }

    public long pid() {
        return process.pid();
    }

    public URI address(String path) {
        return address.resolve(path);
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "", Map.of());
    }

    public Answer send(String method, String path, String body, Map<String, String> headers) throws IOException, InterruptedException {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public Answer send(String method, String path, byte[] body, Map<String, String> headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address(path)).method(method, BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        return new Answer(answer.statusCode(), JsonParser.parseString(answer.body()));
    }

    public byte[] bytes(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = HTTP.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " was answered with " + answer.statusCode());
        }
        return answer.body();
    }
}
