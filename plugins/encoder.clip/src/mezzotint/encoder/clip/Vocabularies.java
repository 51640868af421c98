package mezzotint.encoder.clip;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import mezzotint.model.Checkpoint;

/** The vocabularies of the models in memory. A model without one of its own has CLIP's. */
final class Vocabularies {

    private final Map<Checkpoint, Vocabulary> known = Collections.synchronizedMap(new WeakHashMap<>());
    private Vocabulary standard;
    private BytePairs standardPairs;

    Vocabulary of(Checkpoint checkpoint) {
        return known.computeIfAbsent(checkpoint, c -> new Vocabulary(pairs(c), padding(c)));
    }

    synchronized Vocabulary standard() {
        if (standard == null) {
            standard = new Vocabulary(standardPairs(), "");
        }
        return standard;
    }

    /** Nearly every model brings CLIP's pairs; they are held once. */
    private BytePairs pairs(Checkpoint checkpoint) {
        byte[] clip = standardFile();
        return checkpoint.resource("tokenizer/merges.txt")
                .filter(file -> !Arrays.equals(file, clip))
                .map(BytePairs::new)
                .orElseGet(this::standardPairs);
    }

    private synchronized BytePairs standardPairs() {
        if (standardPairs == null) {
            standardPairs = new BytePairs(standardFile());
        }
        return standardPairs;
    }

    private static byte[] standardFile() {
        try (InputStream in = Vocabularies.class.getResourceAsStream("merges.txt")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The token a model was trained to see after a prompt's end; Stable Diffusion 2 has an exclamation mark. */
    private static String padding(Checkpoint checkpoint) {
        for (String file : List.of("tokenizer/special_tokens_map.json", "tokenizer/tokenizer_config.json")) {
            Optional<String> token = checkpoint.resource(file)
                    .map(bytes -> JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8)).getAsJsonObject())
                    .filter(json -> json.has("pad_token"))
                    .map(Vocabularies::token);
            if (token.isPresent()) {
                return token.get();
            }
        }
        return "";
    }

    private static String token(JsonObject json) {
        JsonElement token = json.get("pad_token");
        return token.isJsonObject() ? token.getAsJsonObject().get("content").getAsString() : token.getAsString();
    }
}
