package mezzotint.encoder.clip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mezzotint.plugin.Problem;
import mezzotint.text.Embedding;
import mezzotint.text.Mention;
import mezzotint.text.Prompt;

/** Shares the tokens of a prompt out among chunks; a chunk that is full is cut after a comma, if there is one near its end. */
final class Chunker {

    private final Vocabulary vocabulary;
    private final Map<String, Embedding> embeddings;
    private final int backtrack;
    private final List<Chunk> chunks = new ArrayList<>();
    private List<Integer> tokens = new ArrayList<>();
    private List<Float> weights = new ArrayList<>();
    private int lastComma = -1;

    /**
     * @param embeddings words that have ids of their own
     * @param backtrack how many tokens before its end a chunk may be cut; 0 for never
     */
    Chunker(Vocabulary vocabulary, List<Embedding> embeddings, int backtrack) {
        this.vocabulary = vocabulary;
        this.embeddings = embeddings.stream().collect(Collectors.toMap(Embedding::name, embedding -> embedding));
        this.backtrack = backtrack;
    }

    List<Chunk> chunks(Prompt prompt) {
        for (int i = 0; i < prompt.sections().size(); i++) {
            if (i > 0) {
                close();
            }
            for (Prompt.Part part : prompt.sections().get(i)) {
                add(part.text(), (float) part.weight());
            }
        }
        if (!tokens.isEmpty() || chunks.isEmpty()) {
            close();
        }
        return chunks;
    }

    private void add(String text, float weight) {
        int from = 0;
        for (Mention mention : Mention.in(text, embeddings.keySet())) {
            vocabulary.tokens(text.substring(from, mention.from())).forEach(token -> add(token, 1, weight));
            Embedding embedding = embeddings.get(mention.name());
            if (embedding.vectors() > Chunk.LENGTH) {
                throw Problem.invalid("the embedding " + embedding.name() + " has " + embedding.vectors() + " vectors, and a prompt is read in chunks of " + Chunk.LENGTH,
                        "take it out of the prompt");
            }
            add(embedding.first(), embedding.vectors(), weight);
            from = mention.to();
        }
        vocabulary.tokens(text.substring(from)).forEach(token -> add(token, 1, weight));
    }

    /** Adds tokens of ids that follow each other, which are not shared out: what would not fit begins the next chunk. */
    private void add(int first, int count, float weight) {
        if (first == vocabulary.comma()) {
            lastComma = tokens.size();
        } else if (backtrack > 0 && tokens.size() == Chunk.LENGTH && lastComma >= 0 && tokens.size() - lastComma <= backtrack) {
            moveOn(lastComma + 1);
        }
        if (tokens.size() + count > Chunk.LENGTH) {
            close();
        }
        for (int i = 0; i < count; i++) {
            tokens.add(first + i);
            weights.add(weight);
        }
    }

    /** Closes the chunk before the given token; that and the following begin the next. */
    private void moveOn(int from) {
        List<Integer> laterTokens = new ArrayList<>(tokens.subList(from, tokens.size()));
        List<Float> laterWeights = new ArrayList<>(weights.subList(from, weights.size()));
        tokens = tokens.subList(0, from);
        weights = weights.subList(0, from);
        close();
        tokens = laterTokens;
        weights = laterWeights;
    }

    private void close() {
        int[] ids = new int[Chunk.LENGTH + 2];
        float[] multipliers = new float[ids.length];
        Arrays.fill(ids, vocabulary.end());
        Arrays.fill(multipliers, 1);
        ids[0] = vocabulary.start();
        for (int i = 0; i < tokens.size(); i++) {
            ids[i + 1] = tokens.get(i);
            multipliers[i + 1] = weights.get(i);
        }
        int end = 1;
        while (ids[end] != vocabulary.end()) {
            end++;
        }
        chunks.add(new Chunk(ids, multipliers, end));
        tokens = new ArrayList<>();
        weights = new ArrayList<>();
        lastComma = -1;
    }
}
