package mezzotint.mcp;

import java.util.Map;

/**
 * Something that a language model may call, a service. It comes and goes with what it needs.
 * Called by several threads at once.
 */
public interface Tool {

    /** What {@code tools/list} tells of it; the same each time. */
    ToolDescription description();

    /**
     * Does it.
     *
     * @param arguments that keep to the description's input schema
     * @return what keeps to its output schema: maps, lists and values that are JSON as they are; what is null is left out
     * @throws mezzotint.plugin.Problem if that cannot be done; the model reads message and advice
     */
    Map<String, Object> call(ToolArguments arguments);
}
