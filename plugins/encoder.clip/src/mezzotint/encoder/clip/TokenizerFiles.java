package mezzotint.encoder.clip;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import mezzotint.libs.config.Config;
import mezzotint.libs.config.WrongContent;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;
import org.slf4j.LoggerFactory;

/**
 * What a model's folder says of its tokens. Equal if all of it is, byte by byte.
 *
 * @param merges null where the model has none; so are the others
 * @param ids the number of each token
 * @param added tokens that were trained later
 */
record TokenizerFiles(ByteBuffer merges, ByteBuffer ids, ByteBuffer special, ByteBuffer config, ByteBuffer added) {

    static final String MERGES = "tokenizer/merges.txt";
    private static final String IDS = "tokenizer/vocab.json";
    private static final String SPECIAL = "tokenizer/special_tokens_map.json";
    private static final String CONFIG = "tokenizer/tokenizer_config.json";
    private static final String ADDED = "tokenizer/added_tokens.json";

    static TokenizerFiles of(Checkpoint checkpoint) {
        return new TokenizerFiles(file(checkpoint, MERGES), file(checkpoint, IDS), file(checkpoint, SPECIAL), file(checkpoint, CONFIG), file(checkpoint, ADDED));
    }

    private static ByteBuffer file(Checkpoint checkpoint, String file) {
        return checkpoint.resource(file).map(ByteBuffer::wrap).orElse(null);
    }

    /**
     * @param standard CLIP's own pairs, which nearly every model brings; they are held once
     * @throws Problem of kind {@code INVALID} that names the file in which something is wrong
     */
    Vocabulary vocabulary(BytePairs standard, byte[] standardFile) {
        BytePairs pairs = merges == null || merges.equals(ByteBuffer.wrap(standardFile)) ? standard : pairs();
        var vocabulary = new Vocabulary(pairs, padding());
        if (ids != null) {
            checkIds(pairs, vocabulary);
        }
        if (added != null) {
            List<String> unread = read(added, ADDED).keys().stream().filter(token -> pairs.id(token).isEmpty() && !Vocabulary.isMark(token)).sorted().toList();
            if (!unread.isEmpty()) {
                LoggerFactory.getLogger(TokenizerFiles.class).warn("{} names tokens that are not read yet; they are taken for plain words: {}", ADDED, unread);
            }
        }
        return vocabulary;
    }

    private BytePairs pairs() {
        WrongContent.refuse(MERGES, merges.array());
        return new BytePairs(merges.array());
    }

    /** The text encoder was trained with these numbers; where ours are others, every word would be another one. */
    private void checkIds(BytePairs pairs, Vocabulary vocabulary) {
        int[] same = {0};
        Config.eachWhole(ids.array(), IDS, (token, found) -> {
            int expected = pairs.id(token).orElse(vocabulary.mark(token));
            if (expected != found && (expected >= 0 || found <= vocabulary.end())) {
                throw Problem.invalid(IDS + ": " + token + " is " + found + ", but has to be " + (expected < 0 ? "a token of " + MERGES : expected + ", as " + MERGES
                        + " has it"), "download both again");
            }
            same[0] += expected >= 0 ? 1 : 0;
        });
        if (same[0] != vocabulary.end() + 1) {
            throw Problem.invalid(IDS + " has " + same[0] + " of the " + (vocabulary.end() + 1) + " tokens of " + MERGES, "download both again");
        }
    }

    /** The token a model was trained to see after a prompt's end; Stable Diffusion 2 has an exclamation mark. Empty where none is named. */
    private String padding() {
        return Stream.of(special == null ? null : read(special, SPECIAL), config == null ? null : read(config, CONFIG)).filter(Objects::nonNull)
                .filter(file -> file.has("pad_token"))
                .map(file -> file.isObject("pad_token") ? file.object("pad_token").text("content", "") : file.text("pad_token", ""))
                .findFirst().orElse("");
    }

    private static Config read(ByteBuffer bytes, String file) {
        return Config.read(bytes.array(), file);
    }
}
