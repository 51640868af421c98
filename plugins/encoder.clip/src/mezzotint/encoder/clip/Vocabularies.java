package mezzotint.encoder.clip;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import mezzotint.model.Checkpoint;

/** The vocabularies of the models in memory. A model without one of its own has CLIP's. */
final class Vocabularies {

    /** CLIP's vocabulary has room for these; a file may hold more. */
    private static final int MERGES = 48_894;

    private final Map<Checkpoint, Vocabulary> known = Collections.synchronizedMap(new WeakHashMap<>());
    private Vocabulary standard;

    Vocabulary of(Checkpoint checkpoint) {
        return known.computeIfAbsent(checkpoint, c -> c.resource("tokenizer/merges.txt")
                .map(merges -> new Vocabulary(lines(merges), padding(c)))
                .orElseGet(this::standard));
    }

    synchronized Vocabulary standard() {
        if (standard == null) {
            try (InputStream in = Vocabularies.class.getResourceAsStream("merges.txt")) {
                standard = new Vocabulary(lines(in.readAllBytes()), "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return standard;
    }

    /** The pairs of a merges file, whose first line is its version. */
    static List<String> lines(byte[] file) {
        return new String(file, StandardCharsets.UTF_8).lines().skip(1).limit(MERGES).toList();
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
