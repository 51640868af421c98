package mezzotint.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mezzotint.catalog.Catalog;
import mezzotint.mcp.tools.CompareTool;
import mezzotint.mcp.tools.GetTool;
import mezzotint.mcp.tools.ResolveTool;
import mezzotint.mcp.tools.SearchTool;
import mezzotint.testkit.MemoryCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The methods and the tools, with the facts that claims are checked against. */
class McpMethodsTest {

    private static final String FACTS = "../../runtime/goldens/claims/catalog.json";

    private final McpMethods methods;

    McpMethodsTest() throws IOException {
        Map<String, JsonObject> artifacts = JsonParser.parseString(Files.readString(Path.of(FACTS))).getAsJsonObject().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().getAsJsonObject()));
        Catalog catalog = new MemoryCatalog(artifacts);
        methods = new McpMethods(ToolList.of(new SearchTool((words, without, limit) -> found(words)), new GetTool(catalog), new ResolveTool(catalog),
                new CompareTool(catalog, (names, day, weights) -> Map.of())), "1.0.0");
    }

    private static Map<String, Object> found(String words) {
        return new HashMap<>(Map.of("query", words, "by", "words", "artifacts", 1, "filters", List.of(), "unknown", Map.of(), "results",
                List.of(Map.of("artifact", "acme/painter", "name", "Painter", "type", "repo", "status", "active", "score", 1, "missing", List.of(), "matches",
                        List.of(Map.of("part", words, "matched", "Paints pictures"), Map.of("part", "other"))))));
    }

    private JsonObject call(String tool, String arguments) {
        return methods.call("tools/call", JsonParser.parseString("{\"name\": \"" + tool + "\", \"arguments\": " + arguments + "}").getAsJsonObject());
    }

    private JsonObject structured(String tool, String arguments) {
        JsonObject result = call(tool, arguments);
        assertFalse(result.get("isError").getAsBoolean(), result::toString);
        assertEquals(result.get("structuredContent"), JsonParser.parseString(text(result)), "the text says the same");
        return result.getAsJsonObject("structuredContent");
    }

    private static String text(JsonObject result) {
        return result.getAsJsonArray("content").get(0).getAsJsonObject().get("text").getAsString();
    }

    @ParameterizedTest
    @CsvSource({"2025-11-25, 2025-11-25", "2025-06-18, 2025-06-18", "2025-03-26, 2025-03-26", "2024-11-05, 2024-11-05", "2024-10-07, 2025-11-25", "2026-07-28, 2025-11-25", "'', 2025-11-25"})
    void the_revision_is_the_client_s_if_it_is_spoken_here(String asked, String agreed) {
        var params = new JsonObject();
        params.addProperty("protocolVersion", asked);
        JsonObject result = methods.call("initialize", params);
        assertEquals(agreed, result.get("protocolVersion").getAsString());
        assertTrue(result.getAsJsonObject("capabilities").has("tools"));
        assertEquals(RpcError.class, assertThrows(RuntimeException.class, () -> methods.call("initialize", new JsonObject())).getClass());
    }

    @Test
    void every_tool_is_described_and_only_reads() {
        List<JsonObject> tools = methods.call("tools/list", new JsonObject()).getAsJsonArray("tools").asList().stream().map(t -> t.getAsJsonObject()).toList();
        assertEquals(List.of("compare", "get", "resolve", "search"), tools.stream().map(t -> t.get("name").getAsString()).toList());
        for (JsonObject tool : tools) {
            assertTrue(tool.getAsJsonObject("annotations").get("readOnlyHint").getAsBoolean());
            for (String schema : List.of("inputSchema", "outputSchema")) {
                JsonObject properties = tool.getAsJsonObject(schema).getAsJsonObject("properties");
                tool.getAsJsonObject(schema).getAsJsonArray("required").forEach(name -> assertTrue(properties.has(name.getAsString()), name + " of " + schema));
            }
        }
    }

    @Test
    void what_is_found_is_told_in_short() {
        JsonObject found = structured("search", "{\"query\": \"paint a cat\"}");
        JsonObject first = found.getAsJsonArray("results").get(0).getAsJsonObject();
        assertEquals("acme/painter", first.get("id").getAsString());
        assertEquals("[\"Paints pictures\"]", first.get("matched").toString());
    }

    @Test
    void facts_have_their_source_and_the_unknown_is_named() {
        JsonObject got = structured("get", "{\"id\": \"OpenAI/GPT-4.1-mini\"}");
        assertEquals("openai/gpt-4.1-mini", got.get("id").getAsString());
        got.getAsJsonArray("facts").forEach(fact -> assertTrue(fact.getAsJsonObject().has("source") && fact.getAsJsonObject().has("date"), fact::toString));
        assertTrue(got.getAsJsonArray("facts").toString().contains("\"key\":\"contextTokens\",\"value\":\"1047576\""), got::toString);
        assertTrue(got.getAsJsonArray("unknown").toString().contains("licence"), got::toString);
        JsonObject input = got.getAsJsonArray("prices").asList().stream().map(p -> p.getAsJsonObject()).filter(p -> p.get("meter").getAsString().equals("input")).findFirst().orElseThrow();
        assertEquals("0.40", input.get("amount").getAsString(), "money is a text");
    }

    @Test
    void a_name_that_means_nothing_is_answered_with_the_nearest() {
        for (String tool : List.of("get", "resolve", "compare")) {
            JsonObject result = call(tool, tool.equals("compare") ? "{\"ids\": [\"openai/gpt-4.1-mini\", \"openai/gtp-4.1-mini\"]}" : "{\"" + (tool.equals("get") ? "id" : "name") + "\": \"openai/gtp-4.1-mini\"}");
            assertTrue(result.get("isError").getAsBoolean());
            assertFalse(result.has("structuredContent"));
            assertTrue(text(result).startsWith("the catalog has nothing called openai/gtp-4.1-mini on ") && text(result).contains("the nearest are openai/gpt-4.1-mini"), text(result));
        }
        assertTrue(text(call("get", "{\"id\": \"\u4e16\u754c\"}")).contains("no name is near"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "search  | {}                                        | query is missing; give it: The need, in words",
        "search  | {\"query\": \"a\"}                        | query has 1 characters; give 2 to 500",
        "search  | {\"query\": \"  a  \"}                    | query has 1 characters; give 2 to 500",
        "search  | {\"query\": 7}                            | query is 7; give a text",
        "search  | {\"query\": null}                         | query is null; give a text",
        "search  | {\"query\": \"cats\", \"limit\": 0}       | limit is 0; give a whole number from 1 to 20",
        "search  | {\"query\": \"cats\", \"limit\": 21}      | limit is 21; give a whole number from 1 to 20",
        "search  | {\"query\": \"cats\", \"limit\": 1.5}     | limit is 1.5; give a whole number from 1 to 20",
        "search  | {\"query\": \"cats\", \"limit\": \"5\"}   | limit is \"5\"; give a whole number from 1 to 20",
        "search  | {\"query\": \"cats\", \"limit\": 99999999999} | limit is 99999999999; give a whole number from 1 to 20",
        "search  | {\"query\": \"cats\", \"q\": 1}           | there is no argument q; give query, without, limit",
        "search  | {\"query\": \"cats\", \"without\": \"free\"} | without is \"free\"; give a list of texts",
        "search  | {\"query\": \"cats\", \"without\": [1]}   | an entry of without is 1; give a text",
        "get     | {\"id\": \"\"}                            | id has 0 characters; give 1 to 300",
        "get     | {\"id\": \"x/y\", \"asOf\": \"2026-02-30\"} | asOf is 2026-02-30; give a day, as in 2026-11-30",
        "get     | {\"id\": \"x/y\", \"asOf\": \"today\"}    | asOf is today; give a day, as in 2026-11-30",
        "compare | {\"ids\": [\"openai/gpt-4.1-mini\"]}      | ids has 1 entries; give 2 to 4",
        "compare | {\"ids\": [\"a\", \"b\", \"c\", \"d\", \"e\"]} | ids has 5 entries; give 2 to 4"})
    void wrong_arguments_are_told_to_the_model(String tool, String arguments, String sentence) {
        JsonObject result = call(tool, arguments);
        assertTrue(result.get("isError").getAsBoolean());
        assertEquals(sentence, text(result));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\": 7}", "{\"name\": \"paint\"}", "{\"name\": \"get\", \"arguments\": []}", "{\"name\": \"get\", \"arguments\": null}", "{\"name\": \"get\", \"arguments\": \"id\"}"})
    void a_wrong_call_is_told_to_the_program(String params) {
        var error = assertThrows(RpcError.class, () -> methods.call("tools/call", JsonParser.parseString(params).getAsJsonObject()));
        assertEquals(RpcError.INVALID_PARAMS, error.answer().getAsJsonObject("error").get("code").getAsInt());
    }

    @Test
    void there_is_one_page_of_tools() {
        assertThrows(RpcError.class, () -> methods.call("tools/list", JsonParser.parseString("{\"cursor\": \"2\"}").getAsJsonObject()));
        assertThrows(RpcError.class, () -> methods.call("resources/list", new JsonObject()));
        assertEquals(new JsonObject(), methods.call("ping", new JsonObject()));
    }
}
