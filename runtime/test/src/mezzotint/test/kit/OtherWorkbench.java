package mezzotint.test.kit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mezzotint.soak.OtherProcess;

/** A workbench in another process: what a user starts, stops and starts again. */
public record OtherWorkbench(OtherProcess process, URI address) implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Starts one, on a port that is free where none is given, and waits until it says where it runs. */
    public static OtherWorkbench start(Path home, String... args) throws IOException {
        return start(home, Map.of(), args);
    }

    /** @param variables of its environment, beside those of this process */
    public static OtherWorkbench start(Path home, Map<String, String> variables, String... args) throws IOException {
        var all = new ArrayList<>(List.of(args));
        if (!all.contains("--port")) {
            all.addAll(List.of("--port", "0"));
        }
        ProcessBuilder builder = CommandLine.builder(home, all.toArray(String[]::new));
        builder.environment().putAll(variables);
        OtherProcess process = OtherProcess.of(builder.start()).await();
        return new OtherWorkbench(process, process.address("/"));
    }

    /** A port that nobody listens on. */
    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public HttpResponse<String> send(String method, String path, BodyPublisher body) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(address.resolve(path)).method(method, body).build(), BodyHandlers.ofString());
    }

    public JsonElement get(String path) throws IOException, InterruptedException {
        return JsonParser.parseString(send("GET", path, BodyPublishers.noBody()).body());
    }

    /** @param path below {@code /api/plugins} */
    public HttpResponse<String> change(String method, String path, byte[] body, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve("/api/plugins" + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        return CLIENT.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    /** The bundles of plugins, by name. */
    public Map<String, JsonObject> plugins() throws IOException, InterruptedException {
        var plugins = new TreeMap<String, JsonObject>();
        for (JsonElement each : get("/api/plugins").getAsJsonArray()) {
            plugins.put(each.getAsJsonObject().get("name").getAsString(), each.getAsJsonObject());
        }
        return plugins;
    }

    /** Whether each of them is on, by name. */
    public Map<String, Boolean> states() throws IOException, InterruptedException {
        var states = new TreeMap<String, Boolean>();
        plugins().forEach((name, plugin) -> states.put(name, plugin.get("on").getAsBoolean()));
        return states;
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.kill();
    }

    /** SIGTERM; it must go by itself. */
    @Override
    public void close() throws InterruptedException {
        assertTrue(process.end(Duration.ofSeconds(20)), "it does not stop");
    }
}
