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
 * @param folder {@code tokenizer}, or {@code tokenizer_2} for a second text encoder
 * @param merges null where the model has none; so are the others
 * @param ids the number of each token
 * @param added tokens that were trained later
 */
record TokenizerFiles(String folder, ByteBuffer merges, ByteBuffer ids, ByteBuffer special, ByteBuffer config, ByteBuffer added) {

    static final String FIRST = "tokenizer";
    static final String SECOND = "tokenizer_2";
    private static final String MERGES = "/merges.txt";
    private static final String IDS = "/vocab.json";
    private static final String SPECIAL = "/special_tokens_map.json";
    private static final String CONFIG = "/tokenizer_config.json";
    private static final String ADDED = "/added_tokens.json";

    static TokenizerFiles of(Checkpoint checkpoint, String folder) {
        return new TokenizerFiles(folder, file(checkpoint, folder + MERGES), file(checkpoint, folder + IDS), file(checkpoint, folder + SPECIAL),
                file(checkpoint, folder + CONFIG), file(checkpoint, folder + ADDED));
    }

    String mergesName() {
        return folder + MERGES;
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
            List<String> unread = read(added, folder + ADDED).keys().stream().filter(token -> pairs.id(token).isEmpty() && !Vocabulary.isMark(token)).sorted().toList();
            if (!unread.isEmpty()) {
                LoggerFactory.getLogger(TokenizerFiles.class).warn("{} names tokens that are not read yet; they are taken for plain words: {}", folder + ADDED, unread);
            }
        }
        return vocabulary;
    }

    private BytePairs pairs() {
        WrongContent.refuse(mergesName(), merges.array());
        return new BytePairs(mergesName(), merges.array());
    }

    /** The text encoder was trained with these numbers; where ours are others, every word would be another one. */
    private void checkIds(BytePairs pairs, Vocabulary vocabulary) {
        int[] same = {0};
        Config.eachWhole(ids.array(), folder + IDS, (token, found) -> {
            int expected = pairs.id(token).orElse(vocabulary.mark(token));
            if (expected != found && (expected >= 0 || found <= vocabulary.end())) {
                throw Problem.invalid(folder + IDS + ": " + token + " is " + found + ", but has to be " + (expected < 0 ? "a token of " + mergesName() : expected + ", as " + mergesName()
                        + " has it"), "download both again");
            }
            same[0] += expected >= 0 ? 1 : 0;
        });
        if (same[0] != vocabulary.end() + 1) {
            throw Problem.invalid(folder + IDS + " has " + same[0] + " of the " + (vocabulary.end() + 1) + " tokens of " + mergesName(), "download both again");
        }
    }

    /** The token a model was trained to see after a prompt's end; Stable Diffusion 2 has an exclamation mark. Empty where none is named. */
    private String padding() {
        return Stream.of(special == null ? null : read(special, folder + SPECIAL), config == null ? null : read(config, folder + CONFIG)).filter(Objects::nonNull)
                .filter(file -> file.has("pad_token"))
                .map(file -> file.isObject("pad_token") ? file.object("pad_token").text("content", "") : file.text("pad_token", ""))
                .findFirst().orElse("");
    }

    private static Config read(ByteBuffer bytes, String file) {
        return Config.read(bytes.array(), file);
    }
}
