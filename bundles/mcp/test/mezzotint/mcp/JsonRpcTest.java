package mezzotint.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRpcTest {

    private static final String PING = "{\"jsonrpc\": \"2.0\", \"id\": %s, \"method\": \"ping\"}";

    private final JsonRpc rpc = new JsonRpc((method, params) -> {
        switch (method) {
            case "ping":
                return new JsonObject();
            case "fail":
                throw new IllegalStateException("it broke");
            default:
                throw new RpcError(RpcError.METHOD_NOT_FOUND, "there is no method " + method);
        }
    });

    private Optional<JsonElement> answer(String sent, boolean batches) {
        return rpc.answer(sent.getBytes(StandardCharsets.UTF_8), batches);
    }

    private static int code(JsonElement answer) {
        return answer.getAsJsonObject().getAsJsonObject("error").get("code").getAsInt();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "}", "[", "{\"jsonrpc\": \"2.0\"", "{jsonrpc: \"2.0\"}", "{'jsonrpc': '2.0'}", "{\"id\": 1,}", "{\"id\": NaN}", "{\"id\": 01}", "{\"id\": 1 \"method\": 2}",
            "{\"id\": 1} {\"id\": 2}", "{} // more", "ping", "\"ping", "\"\t\"", "\u0000", "POST /mcp"})
    void what_is_no_json_is_a_parse_error(String sent) {
        JsonObject error = assertThrows(RpcError.class, () -> answer(sent, true)).answer();
        assertEquals(RpcError.PARSE, code(error), error::toString);
        assertTrue(error.get("id").isJsonNull());
    }

    @Test
    void other_bytes_than_utf_8_and_depths_without_end_are_parse_errors() {
        byte[] latin = PING.formatted("\"\u00e9\"").getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(RpcError.PARSE, code(assertThrows(RpcError.class, () -> rpc.answer(latin, true)).answer()));
        String deep = PING.formatted("1").replace("}", ", \"params\": " + "{\"a\": ".repeat(5000) + "1" + "}".repeat(5000) + "}");
        assertEquals(RpcError.PARSE, code(assertThrows(RpcError.class, () -> answer(deep, true)).answer()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "null                                                          | null",
        "7                                                             | null",
        "\"ping\"                                                      | null",
        "true                                                          | null",
        "{}                                                            | null",
        "{\"id\": 1, \"method\": \"ping\"}                             | 1",
        "{\"jsonrpc\": \"1.0\", \"id\": 1, \"method\": \"ping\"}       | 1",
        "{\"jsonrpc\": 2.0, \"id\": 1, \"method\": \"ping\"}           | 1",
        "{\"jsonrpc\": null, \"id\": \"a\", \"method\": \"ping\"}      | \"a\"",
        "{\"jsonrpc\": \"2.0\", \"id\": null, \"method\": \"ping\"}    | null",
        "{\"jsonrpc\": \"2.0\", \"id\": 1.5, \"method\": \"ping\"}     | null",
        "{\"jsonrpc\": \"2.0\", \"id\": 1e3, \"method\": \"ping\"}     | null",
        "{\"jsonrpc\": \"2.0\", \"id\": true, \"method\": \"ping\"}    | null",
        "{\"jsonrpc\": \"2.0\", \"id\": [1], \"method\": \"ping\"}     | null",
        "{\"jsonrpc\": \"2.0\", \"id\": {}, \"method\": \"ping\"}      | null",
        "{\"jsonrpc\": \"2.0\", \"id\": 1}                             | 1",
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": 5}              | 1",
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": null}           | 1",
        "{\"jsonrpc\": \"2.0\", \"method\": [\"ping\"]}                | null",
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\", \"params\": []}   | 1",
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\", \"params\": null} | 1",
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\", \"params\": \"\"} | 1"})
    void what_is_no_message_is_an_invalid_request_with_its_id_if_that_can_be_read(String sent, String id) {
        JsonObject error = assertThrows(RpcError.class, () -> answer(sent, false)).answer();
        assertEquals(RpcError.INVALID_REQUEST, code(error), error::toString);
        assertEquals(id, error.get("id").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "-7", "9007199254740993", "123456789012345678901234567890", "\"\"", "\"a b\"", "\"\u00fc\u4e16\""})
    void a_request_is_answered_under_its_own_id(String id) {
        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{}}", answer(PING.formatted(id), false).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"jsonrpc\": \"2.0\", \"method\": \"notifications/initialized\"}", "{\"jsonrpc\": \"2.0\", \"method\": \"fail\"}",
            "{\"jsonrpc\": \"2.0\", \"method\": \"nothing/like/it\", \"params\": {}}", "{\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": {}}",
            "{\"jsonrpc\": \"2.0\", \"id\": 1, \"error\": {\"code\": 1, \"message\": \"no\"}}"})
    void nothing_is_answered_to_notifications_and_answers(String sent) {
        assertEquals(Optional.empty(), answer(sent, false));
    }

    @Test
    void a_method_that_is_missing_or_fails_is_an_error_of_the_request() {
        assertEquals(RpcError.METHOD_NOT_FOUND, code(answer(PING.formatted("1").replace("ping", "pong"), false).orElseThrow()));
        JsonObject failed = answer(PING.formatted("1").replace("ping", "fail"), false).orElseThrow().getAsJsonObject();
        assertEquals(RpcError.INTERNAL, code(failed));
        assertEquals(1, failed.get("id").getAsInt());
    }

    @Test
    void a_batch_is_answered_message_by_message() {
        String batch = "[" + String.join(",", PING.formatted("1"), "{\"jsonrpc\": \"2.0\", \"method\": \"note\"}", "7", PING.formatted("2").replace("ping", "pong"), PING.formatted("3").replace("ping", "initialize")) + "]";
        JsonElement answers = answer(batch, true).orElseThrow();
        assertEquals(4, answers.getAsJsonArray().size());
        assertEquals("[1, null, 2, 3]", answers.getAsJsonArray().asList().stream().map(a -> a.getAsJsonObject().get("id")).toList().toString());
        assertEquals(RpcError.INVALID_REQUEST, code(answers.getAsJsonArray().get(1)));
        assertEquals(RpcError.METHOD_NOT_FOUND, code(answers.getAsJsonArray().get(2)));
        assertEquals(RpcError.INVALID_REQUEST, code(answers.getAsJsonArray().get(3)), "initialize stands alone");
        assertEquals(Optional.empty(), answer("[{\"jsonrpc\": \"2.0\", \"method\": \"note\"}]", true));
    }

    @Test
    void a_batch_is_refused_if_it_is_empty_too_manyor_of_a_revision_without() {
        String one = "[" + PING.formatted("1") + "]";
        String many = Stream.generate(() -> PING.formatted("1")).limit(JsonRpc.MOST + 1).collect(Collectors.joining(",", "[", "]"));
        assertEquals(RpcError.INVALID_REQUEST, code(assertThrows(RpcError.class, () -> answer(one, false)).answer()));
        assertEquals(RpcError.INVALID_REQUEST, code(assertThrows(RpcError.class, () -> answer("[]", true)).answer()));
        assertEquals(RpcError.INVALID_REQUEST, code(assertThrows(RpcError.class, () -> answer(many, true)).answer()));
    }
}
