package mezzotint.encoder.clip;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Problem;

/** The vocabularies of the models in memory. A model without one of its own has CLIP's. */
final class Vocabularies {

    /** Read anew for each of several models that take turns otherwise. */
    private static final int MOST = 8;

    private final Map<Checkpoint, Map<String, Vocabulary>> known = Collections.synchronizedMap(new WeakHashMap<>());
    /** A model is opened anew more often than its tokens change. */
    private final Map<TokenizerFiles, Vocabulary> byContent = new LinkedHashMap<>(MOST, 0.75f, true);
    private Vocabulary standard;
    private BytePairs standardPairs;

    /**
     * @param folder of the tokenizer
     * @throws Problem that names the file of the model in which something is wrong
     */
    Vocabulary of(Checkpoint checkpoint, String folder) {
        return known.computeIfAbsent(checkpoint, c -> new ConcurrentHashMap<>()).computeIfAbsent(folder, f -> read(checkpoint, f));
    }

    synchronized Vocabulary standard() {
        if (standard == null) {
            standard = new Vocabulary(standardPairs(), "");
        }
        return standard;
    }

    private synchronized Vocabulary read(Checkpoint checkpoint, String folder) {
        var files = TokenizerFiles.of(checkpoint, folder);
        Vocabulary vocabulary = byContent.get(files);
        if (vocabulary == null) {
            vocabulary = files.vocabulary(standardPairs(), standardFile());
            byContent.put(files, vocabulary);
            byContent.keySet().stream().limit(Math.max(0, byContent.size() - MOST)).toList().forEach(byContent::remove);
        }
        checkRows(checkpoint, files, vocabulary, !vocabulary.spells(standardPairs()) && files.ids() == null);
        return vocabulary;
    }

    /**
     * The text encoder has to have a row for each token; it may have more for tokens that were trained later.
     *
     * @param exactly whether nothing else tells that a part of the pairs is missing
     */
    private static void checkRows(Checkpoint checkpoint, TokenizerFiles files, Vocabulary vocabulary, boolean exactly) {
        int tokens = vocabulary.end() + 1;
        String part = files.folder().replace("tokenizer", "text_encoder") + ".";
        checkpoint.names().stream().filter(name -> name.startsWith(part) && name.endsWith("token_embedding.weight")).findFirst().ifPresent(name -> {
            int rows = checkpoint.shape(name)[0];
            if (rows < tokens || exactly && rows != tokens) {
                throw Problem.invalid(files.mergesName() + " makes " + tokens + " tokens, but " + name + " has " + rows + " rows", "download both again");
            }
        });
    }

    private synchronized BytePairs standardPairs() {
        if (standardPairs == null) {
            standardPairs = new BytePairs("merges.txt", standardFile());
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
}
