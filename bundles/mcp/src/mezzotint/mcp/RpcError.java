package mezzotint.mcp;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

/** Why a message is not carried out: a number of JSON-RPC 2.0, and a sentence that says what was found and what to do. */
final class RpcError extends RuntimeException {

    static final int PARSE = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int METHOD_NOT_FOUND = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int INTERNAL = -32603;

    private static final int LONGEST = 100;

    private final int code;
    private final transient JsonElement id;

    RpcError(int code, String sentence) {
        this(code, sentence, JsonNull.INSTANCE);
    }

    /** @param id of the request; JSON's null if it has none that can be read */
    RpcError(int code, String sentence, JsonElement id) {
        super(sentence);
        this.code = code;
        this.id = id;
    }

    /** The answer to the request that the error knows of. */
    JsonObject answer() {
        return answer(id);
    }

    JsonObject answer(JsonElement to) {
        var error = new JsonObject();
        error.addProperty("code", code);
        error.addProperty("message", getMessage());
        JsonObject answer = answerTo(to);
        answer.add("error", error);
        return answer;
    }

    /** An answer that says nothing yet. */
    static JsonObject answerTo(JsonElement id) {
        var answer = new JsonObject();
        answer.addProperty("jsonrpc", "2.0");
        answer.add("id", id);
        return answer;
    }

    /** What was sent, for a sentence of ours. */
    static String shown(Object sent) {
        String text = String.valueOf(sent).replaceAll("\\p{Cntrl}+", " ");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
