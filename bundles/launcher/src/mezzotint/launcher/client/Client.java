package mezzotint.launcher.client;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import mezzotint.launcher.start.CommandFailure;
import mezzotint.launcher.start.HomeLock;
import mezzotint.launcher.start.StartSettings;

/** The REST API of a workbench. */
public final class Client {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 60_000;
    private static final int REFUSED = 400;

    private final URI address;
    private final String secret;

    /** @param secret what the workbench takes in place of a login; empty for none */
    Client(URI address, String secret) {
        this.address = address;
        this.secret = secret;
    }

    /** The client of a workbench that is found; the secret of the user's folder is for that folder's workbench alone. */
    public static Client of(URI address) {
        Path home = StartSettings.userFolder();
        boolean own = HomeLock.published(home).filter(address::equals).isPresent();
        return new Client(address, own ? HomeLock.secret(home) : "");
    }

    /**
     * A picture that is done.
     *
     * @param url where its PNG is, relative to the workbench's address
     * @param place file that the workbench keeps it in, or null
     */
    public record Made(String url, long seed, String place) {

        public static Made of(JsonObject json) {
            return new Made(text(json, "url"), json.has("seed") ? json.get("seed").getAsLong() : 0, text(json, "place"));
        }
    }

    /** A member of an object as text, or null. */
    public static String text(JsonObject json, String name) {
        JsonElement value = json.get(name);
        return value == null || value.isJsonNull() ? null : value.getAsString();
    }

    /** Sends a request; {@code body} may be null. */
    public JsonObject ask(String method, String path, JsonObject body) throws IOException {
        return object(send(method, path, body));
    }

    /** An answer that is an object, or nothing. */
    public static JsonObject object(byte[] answer) throws IOException {
        try {
            return answer.length == 0 ? new JsonObject() : JsonParser.parseString(new String(answer, StandardCharsets.UTF_8)).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw new IOException("what was answered is no JSON object", e);
        }
    }

    /** An answer that is a list. */
    public JsonArray list(String path) throws IOException {
        return JsonParser.parseString(new String(send("GET", path, null), StandardCharsets.UTF_8)).getAsJsonArray();
    }

    /** What is done when something happened. */
    @FunctionalInterface
    interface Happening {
        void tell() throws IOException;
    }

    /** Hears what happens in the workbench until it goes. */
    void listen(String type, Happening happening) throws IOException {
        HttpURLConnection connection = connection("/api/events");
        connection.setReadTimeout(0);
        connection.setRequestProperty("Accept", "text/event-stream");
        try (var lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:") && line.contains("\"type\":\"" + type + "\"")) {
                    happening.tell();
                }
            }
        }
    }

    /** What it takes to make a picture again. */
    public JsonObject recreation(byte[] png) throws IOException {
        return object(send("POST", "/api/recreate", png, "image/png", Map.of()));
    }

    public byte[] send(String method, String path, JsonObject body) throws IOException {
        return send(method, path, body == null ? null : body.toString().getBytes(StandardCharsets.UTF_8), "application/json", Map.of());
    }

    /** Sends a request; {@code body} may be null. */
    public byte[] send(String method, String path, byte[] body, String type, Map<String, String> headers) throws IOException {
        Reply reply = exchange(method, path, body, type, headers);
        if (reply.status() >= REFUSED) {
            throw failure(method + " " + path, reply.status(), new String(reply.body(), StandardCharsets.UTF_8));
        }
        return reply.body();
    }

    /** What was answered, a refusal too. */
    public record Reply(int status, byte[] body) {}

    /** Sends a request, and takes whatever is answered; {@code body} may be null. */
    public Reply exchange(String method, String path, byte[] body, String type, Map<String, String> headers) throws IOException {
        HttpURLConnection connection = connection(path);
        connection.setRequestMethod(method);
        headers.forEach(connection::setRequestProperty);
        if (body != null) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", type);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
        }
        int status = connection.getResponseCode();
        try (InputStream in = status < REFUSED ? connection.getInputStream() : connection.getErrorStream()) {
            return new Reply(status, in == null ? new byte[0] : in.readAllBytes());
        }
    }

    private HttpURLConnection connection(String path) throws IOException {
        var connection = (HttpURLConnection) address.resolve(path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(ANSWER_MILLIS);
        if (!secret.isEmpty()) {
            connection.setRequestProperty("Authorization", "Bearer " + secret);
        }
        return connection;
    }

    /** Why a request was refused, in one sentence. */
    public static CommandFailure failure(String request, int status, String answer) {
        try {
            return failure(JsonParser.parseString(answer).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException e) {
            return new CommandFailure(request + " was answered with status " + status);
        }
    }

    /** A problem as RFC 9457 has it, in one sentence. */
    public static CommandFailure failure(JsonObject problem) {
        String detail = text(problem, "detail") == null ? text(problem, "title") : text(problem, "detail");
        String advice = text(problem, "advice");
        return new CommandFailure(advice == null || advice.isBlank() ? detail : detail + "; " + advice);
    }

    /** A text as a part of a path or a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
