package mezzotint.mcp;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.stream.Collectors;
import mezzotint.plugin.Problem;

/** The methods of the Model Context Protocol that a server of tools has. */
final class McpMethods implements JsonRpc.Methods {

    private static final String INSTRUCTIONS = """
            A catalog of AI models, programs, libraries, MCP servers and services: what they cost, what they can do, how they did in tests. \
            Every statement names its source and date. What is unknown is listed as unknown; it is never zero. Two sources may differ: both are given. \
            Begin with search for a need in words, or with resolve for a name; then get one by its id, or compare two to four.""";

    /** Leaves out what is null. */
    private static final Gson GSON = new Gson();

    private final ToolList tools;
    private final String version;

    /** @param version of this server */
    McpMethods(ToolList tools, String version) {
        this.tools = tools;
        this.version = version;
    }

    @Override
    public JsonObject call(String method, JsonObject params) {
        return switch (method) {
            case "initialize" -> initialize(params);
            case "ping" -> new JsonObject();
            case "tools/list" -> list(params);
            case "tools/call" -> call(params);
            default -> throw new RpcError(RpcError.METHOD_NOT_FOUND, "there is no method " + RpcError.shown(method) + "; there are initialize, ping, tools/list and tools/call");
        };
    }

    private JsonObject initialize(JsonObject params) {
        var server = new JsonObject();
        server.addProperty("name", "mezzotint");
        server.addProperty("title", "Mezzotint's catalog");
        server.addProperty("version", version);
        var listed = new JsonObject();
        listed.addProperty("listChanged", false);
        var capabilities = new JsonObject();
        capabilities.add("tools", listed);
        var result = new JsonObject();
        result.addProperty("protocolVersion", Revisions.negotiated(text(params, "protocolVersion")));
        result.add("capabilities", capabilities);
        result.add("serverInfo", server);
        result.addProperty("instructions", INSTRUCTIONS);
        return result;
    }

    private JsonObject list(JsonObject params) {
        if (params.has("cursor")) {
            throw new RpcError(RpcError.INVALID_PARAMS, "cursor is " + RpcError.shown(params.get("cursor")) + "; leave it out, all tools are on one page");
        }
        var list = new JsonArray();
        tools.descriptions().forEach(tool -> list.add(tool.json()));
        var result = new JsonObject();
        result.add("tools", list);
        return result;
    }

    /** What is wrong with the arguments is told to the model, which can do better; that there is no such tool, to its program. */
    private JsonObject call(JsonObject params) {
        String name = text(params, "name");
        Tool tool = tools.find(name).orElseThrow(() -> new RpcError(RpcError.INVALID_PARAMS, "there is no tool " + RpcError.shown(name) + "; there are "
                + tools.descriptions().stream().map(ToolDescription::name).collect(Collectors.joining(", "))));
        JsonElement arguments = params.has("arguments") ? params.get("arguments") : new JsonObject();
        if (!(arguments instanceof JsonObject given)) {
            throw new RpcError(RpcError.INVALID_PARAMS, "arguments is " + RpcError.shown(arguments) + "; send an object");
        }
        try {
            JsonElement found = GSON.toJsonTree(tool.call(tool.description().arguments(given)));
            JsonObject result = result(found.toString(), false);
            result.add("structuredContent", found);
            return result;
        } catch (Problem e) {
            return result(e.getMessage() + "; " + e.advice(), true);
        }
    }

    private static JsonObject result(String text, boolean error) {
        var content = new JsonObject();
        content.addProperty("type", "text");
        content.addProperty("text", text);
        var contents = new JsonArray();
        contents.add(content);
        var result = new JsonObject();
        result.add("content", contents);
        result.addProperty("isError", error);
        return result;
    }

    private static String text(JsonObject params, String name) {
        if (params.get(name) instanceof JsonPrimitive value && value.isString()) {
            return value.getAsString();
        }
        throw new RpcError(RpcError.INVALID_PARAMS, name + " is " + (params.has(name) ? RpcError.shown(params.get(name)) : "missing") + "; send a text");
    }
}
