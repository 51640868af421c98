package mezzotint.launcher.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import mezzotint.launcher.start.CommandFailure;

/**
 * Hands messages of the Model Context Protocol to the workbench that runs at that moment, so that it may be restarted meanwhile. For several threads.
 */
public final class MessageRelay {

    private static final String PATH = "/mcp";
    private static final int ACCEPTED = 202;
    private static final int MISSING = 404;
    /** What JSON-RPC leaves to servers. */
    private static final int UNAVAILABLE = -32000;

    private final OptionalInt port;
    /** What was agreed on by initialize, which later requests repeat; null before. */
    private volatile String revision;

    /** @param port of another workbench than that of the user's folder */
    public MessageRelay(OptionalInt port) {
        this.port = port;
    }

    /** What is answered to a message, on one line; if the workbench does not answer, an error that says so. Empty if no answer is wanted. */
    public Optional<String> answer(String message) {
        try {
            Client.Reply reply = Session.running(port).exchange("POST", PATH, message.getBytes(StandardCharsets.UTF_8), "application/json", headers());
            if (reply.status() == ACCEPTED) {
                return Optional.empty();
            }
            String body = new String(reply.body(), StandardCharsets.UTF_8);
            JsonElement json = parsed(body);
            if (json.isJsonArray() || json instanceof JsonObject answer && answer.has("jsonrpc")) {
                remember(json);
                return Optional.of(json.toString());
            }
            throw reply.status() == MISSING ? new CommandFailure("the workbench has nothing at " + PATH + "; switch its bundle mezzotint.mcp on")
                    : Client.failure("POST " + PATH, reply.status(), body);
        } catch (CommandFailure e) {
            return unanswered(message, e.getMessage());
        } catch (IOException e) {
            return unanswered(message, "the workbench does not answer: " + e.getMessage());
        }
    }

    private Map<String, String> headers() {
        String accept = "application/json, text/event-stream";
        return revision == null ? Map.of("Accept", accept) : Map.of("Accept", accept, "MCP-Protocol-Version", revision);
    }

    private void remember(JsonElement answer) {
        if (answer instanceof JsonObject json && json.get("result") instanceof JsonObject result && result.has("protocolVersion")) {
            revision = result.get("protocolVersion").getAsString();
        }
    }

    private static Optional<String> unanswered(String message, String sentence) {
        System.err.println("mezzotint: " + sentence);
        JsonElement sent = parsed(message);
        if (sent instanceof JsonObject request && !request.has("id")) {
            return Optional.empty();
        }
        var error = new JsonObject();
        error.addProperty("code", UNAVAILABLE);
        error.addProperty("message", sentence);
        var answer = new JsonObject();
        answer.addProperty("jsonrpc", "2.0");
        answer.add("id", sent instanceof JsonObject request ? request.get("id") : JsonNull.INSTANCE);
        answer.add("error", error);
        return Optional.of(answer.toString());
    }

    /** JSON's null for what is no JSON. */
    private static JsonElement parsed(String text) {
        try {
            return JsonParser.parseString(text);
        } catch (JsonParseException e) {
            return JsonNull.INSTANCE;
        }
    }
}
