package mezzotint.mcp;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/**
 * A message of JSON-RPC 2.0, as the Model Context Protocol narrows it: an id is a text or a whole number, parameters are an object.
 *
 * @param id null for what wants no answer: a notification, or an answer to a request of ours
 * @param method null for an answer to a request of ours
 * @param params empty if there are none
 */
record RpcMessage(JsonElement id, String method, JsonObject params) {

    /** @throws RpcError if it is none */
    static RpcMessage of(JsonElement sent) {
        if (!(sent instanceof JsonObject json)) {
            throw new RpcError(RpcError.INVALID_REQUEST, "a message is " + RpcError.shown(sent) + "; send an object");
        }
        JsonElement id = json.get("id");
        JsonElement known = isId(id) ? id : JsonNull.INSTANCE;
        if (!new JsonPrimitive("2.0").equals(json.get("jsonrpc"))) {
            throw new RpcError(RpcError.INVALID_REQUEST, "jsonrpc is " + found(json.get("jsonrpc")) + "; send \"2.0\"", known);
        }
        if (id != null && !isId(id)) {
            throw new RpcError(RpcError.INVALID_REQUEST, "id is " + found(id) + "; send a text or a whole number, or leave it out of a notification");
        }
        if (!json.has("method") && (json.has("result") || json.has("error"))) {
            return new RpcMessage(null, null, new JsonObject());
        }
        if (!isText(json.get("method"))) {
            throw new RpcError(RpcError.INVALID_REQUEST, "method is " + found(json.get("method")) + "; send the name of a method as a text", known);
        }
        if (json.has("params") && !json.get("params").isJsonObject()) {
            throw new RpcError(RpcError.INVALID_REQUEST, "params is " + found(json.get("params")) + "; send an object", known);
        }
        return new RpcMessage(id, json.get("method").getAsString(), json.has("params") ? json.getAsJsonObject("params") : new JsonObject());
    }

    private static boolean isText(JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isString();
    }

    private static boolean isId(JsonElement value) {
        return isText(value) || value instanceof JsonPrimitive primitive && primitive.isNumber() && primitive.getAsString().matches("-?\\d+");
    }

    private static String found(JsonElement value) {
        return value == null ? "missing" : RpcError.shown(value);
    }
}
