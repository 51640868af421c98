package mezzotint.mcp;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** JSON-RPC 2.0: a message, or a batch of them, becomes what is to be sent back. For several threads. */
final class JsonRpc {

    /** Larger batches are refused. */
    static final int MOST = 20;

    private static final Gson STRICT = new GsonBuilder().setStrictness(Strictness.STRICT).create();

    private final Methods methods;

    /** The methods that can be called. */
    @FunctionalInterface
    interface Methods {

        /**
         * @return the result
         * @throws RpcError if there is no such method, or not with these parameters
         */
        JsonObject call(String method, JsonObject params);
    }

    JsonRpc(Methods methods) {
        this.methods = methods;
    }

    /**
     * Carries out what was sent.
     *
     * @param batches whether it may be several messages
     * @return empty if nothing of it wants an answer
     * @throws RpcError if it is no message
     */
    Optional<JsonElement> answer(byte[] sent, boolean batches) {
        JsonElement json = read(sent);
        if (!(json instanceof JsonArray batch)) {
            return one(RpcMessage.of(json));
        }
        if (!batches || batch.isEmpty() || batch.size() > MOST) {
            throw new RpcError(RpcError.INVALID_REQUEST, "a batch of " + batch.size() + " messages was sent; send "
                    + (batches ? "1 to " + MOST : "each by itself: revision " + Revisions.WITH_BATCHES + " alone has batches"));
        }
        var answers = new JsonArray();
        batch.forEach(message -> ofBatch(message).ifPresent(answers::add));
        return answers.isEmpty() ? Optional.empty() : Optional.of(answers);
    }

    private static JsonElement read(byte[] sent) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(sent)).toString();
            JsonElement json = STRICT.fromJson(text, JsonElement.class);
            if (json == null) {
                throw new RpcError(RpcError.PARSE, "nothing was sent; send a message in JSON");
            }
            return json;
        } catch (CharacterCodingException e) {
            throw new RpcError(RpcError.PARSE, "what was sent is not UTF-8; send JSON in UTF-8");
        } catch (JsonParseException e) {
            throw new RpcError(RpcError.PARSE, "what was sent is no JSON: " + RpcError.shown(e.getMessage().replaceFirst("^[\\w.]+Exception: ", "")) + "; send a message in JSON");
        }
    }

    private Optional<JsonElement> ofBatch(JsonElement sent) {
        try {
            RpcMessage message = RpcMessage.of(sent);
            if ("initialize".equals(message.method())) {
                throw new RpcError(RpcError.INVALID_REQUEST, "initialize is in a batch; send it by itself", message.id() == null ? JsonNull.INSTANCE : message.id());
            }
            return one(message);
        } catch (RpcError e) {
            return Optional.of(e.answer());
        }
    }

    private Optional<JsonElement> one(RpcMessage message) {
        if (message.id() == null) {
            return Optional.empty();
        }
        try {
            JsonObject answer = RpcError.answerTo(message.id());
            answer.add("result", methods.call(message.method(), message.params()));
            return Optional.of(answer);
        } catch (RpcError e) {
            return Optional.of(e.answer(message.id()));
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(JsonRpc.class).warn("{} failed", RpcError.shown(message.method()), e);
            return Optional.of(new RpcError(RpcError.INTERNAL, "the method failed: " + RpcError.shown(e) + "; the workbench's log says more").answer(message.id()));
        }
    }
}
