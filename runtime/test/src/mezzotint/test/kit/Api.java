package mezzotint.test.kit;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The REST API of this workbench, as a client sees it. */
public final class Api {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** An answer: its status and its JSON. */
    public record Answer(int status, JsonElement json) {

        public JsonObject object() {
            return json.getAsJsonObject();
        }

        public String text(String field) {
            return object().get(field).getAsString();
        }
    }

    private Api() {}

    public static Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    public static Answer post(String path, Map<String, ?> json) {
        return send("POST", path, BodyPublishers.ofString(new Gson().toJson(json)));
    }

    public static Answer post(String path, byte[] body) {
        return send("POST", path, BodyPublishers.ofByteArray(body));
    }

    public static Answer put(String path, Map<String, ?> json) {
        return send("PUT", path, BodyPublishers.ofString(new Gson().toJson(json)));
    }

    public static Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /** What a change of plugins ends with, that was answered with 202 since it waits for a picture. */
    public static Answer settle(Answer answer, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        Answer now = answer;
        while (answer.status() == 202 && Set.of("queued", "waiting", "running").contains(now.text("state"))) {
            if (System.nanoTime() > end) {
                throw new AssertionError("after " + limit.toSeconds() + " s the change is still " + now);
            }
            pause();
            now = get("/api/plugins/changes/" + answer.text("id"));
        }
        return now;
    }

    /** Hands a job in and returns its id. */
    public static String submit(Map<String, ?> settings) {
        Answer answer = post("/api/jobs", settings);
        if (answer.status() != 202) {
            throw new AssertionError("the job was refused: " + answer);
        }
        return answer.text("id");
    }

    /** The job, once its state is one of those. */
    public static JsonObject await(String job, Set<String> states, Duration limit) {
        return await(job, now -> states.contains(now.get("state").getAsString()), limit);
    }

    /** The job, once it is as it should be. */
    public static JsonObject await(String job, Predicate<JsonObject> so, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            JsonObject now = get("/api/jobs/" + job).object();
            if (so.test(now)) {
                return now;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("after " + limit.toSeconds() + " s the job is still " + now);
            }
            pause();
        }
    }

    /** The job, once it has ended. */
    public static JsonObject awaitEnd(String job, Duration limit) {
        return await(job, Set.of("done", "failed", "cancelled"), limit);
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** @param headers names and values in turn */
    public static Answer send(String method, String path, BodyPublisher body, String... headers) {
        try {
            var request = HttpRequest.newBuilder(Osgi.address(path)).method(method, body);
            HttpResponse<String> answer = CLIENT.send((headers.length == 0 ? request : request.headers(headers)).build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JsonParser.parseString(answer.body()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
