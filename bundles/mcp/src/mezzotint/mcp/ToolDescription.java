package mezzotint.mcp;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A tool as the protocol describes it, in a file beside the tool's class that is read when somebody asks. For several threads. */
public final class ToolDescription {

    private final Class<? extends Tool> tool;
    private final String name;
    private JsonObject json;

    /** @param name of the tool, and of the file without {@code .json} */
    public ToolDescription(Class<? extends Tool> tool, String name) {
        this.tool = tool;
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** {@code name}, {@code title}, {@code description}, {@code inputSchema}, {@code outputSchema}, {@code annotations}. */
    synchronized JsonObject json() {
        if (json == null) {
            try (InputStream in = tool.getResourceAsStream(name + ".json")) {
                json = JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8)).getAsJsonObject();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return json;
    }

    /** The arguments of a call, checked. */
    ToolArguments arguments(JsonObject sent) {
        return ToolArguments.of(json().getAsJsonObject("inputSchema"), sent);
    }
}
