package mezzotint.encoder.clip;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mezzotint.backend.Program;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import mezzotint.text.Embedding;
import mezzotint.text.Prompt;
import mezzotint.text.Reading;

/** Runs a prompt through one text network, chunk by chunk. @param embeddings what the network's vocabulary has beside the given one */
record ChunkEncoder(Program program, Vocabulary vocabulary, List<Embedding> embeddings, Clip.Params params) {

    /** 3,000 tokens: more than any model follows; without a limit one prompt could fill the memory. */
    static final int MOST_CHUNKS = 40;

    /** The encoder for a part of the model. */
    static ChunkEncoder of(Reading reading, String part, Vocabulary vocabulary, Clip.Params params) {
        return new ChunkEncoder(reading.programs().get(part), vocabulary, reading.embeddings().getOrDefault(part, List.of()), params);
    }

    static List<Chunk> chunks(Prompt prompt, Vocabulary vocabulary, List<Embedding> embeddings, Clip.Params params) {
        List<Chunk> chunks = new Chunker(vocabulary, embeddings, params.backtrack()).chunks(prompt);
        if (chunks.size() > MOST_CHUNKS) {
            throw Problem.invalid("the prompt takes " + chunks.size() + " chunks of " + Chunk.LENGTH + " tokens",
                    "shorten it to " + MOST_CHUNKS + "; each BREAK begins a chunk");
        }
        return chunks;
    }

    /** Of how many chunks a prompt is. */
    int count(Prompt prompt) {
        return chunks(prompt, vocabulary, embeddings, params).size();
    }

    /**
     * Encodes a prompt: {@code context} [1, tokens, width], and {@code pooled} [1, width], the state at the end of the first chunk.
     *
     * @param least chunks, of which the last may be empty
     * @param states the output of the network that becomes the context
     * @param pooled the output of which one row is taken
     * @throws Problem of kind {@code INVALID} if the prompt is too long, or the network has no such states
     */
    Map<String, Tensor> encode(Prompt prompt, int least, String states, String pooled) {
        var encoded = new ArrayList<Tensor>();
        Tensor end = null;
        var chunks = new ArrayList<>(chunks(prompt, vocabulary, embeddings, params));
        while (chunks.size() < least) {
            chunks.addAll(chunks(Prompt.plain(""), vocabulary, embeddings, params));
        }
        for (Chunk chunk : chunks) {
            Map<String, Tensor> hidden = program.run(Map.of("ids", chunk.ids(vocabulary.padding())));
            Tensor wanted = hidden.get(states);
            if (wanted == null) {
                throw Problem.invalid("clip skip is " + params.skip(), "choose from 1 to " + hidden.size() + " for this model");
            }
            encoded.add(emphasized(wanted, chunk, params.emphasis()));
            end = end == null && hidden.containsKey(pooled) ? row(hidden.get(pooled), chunk.end()) : end;
        }
        return end == null ? Map.of("context", joined(encoded)) : Map.of("context", joined(encoded), "pooled", end);
    }

    private static Tensor emphasized(Tensor hidden, Chunk chunk, Clip.Emphasis emphasis) {
        if (emphasis == Clip.Emphasis.IGNORE) {
            return hidden;
        }
        int width = hidden.size(2);
        float[] values = hidden.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] *= chunk.multipliers()[i / width];
        }
        Tensor weighted = Tensor.of(values, hidden.shape());
        double before = mean(hidden);
        double after = mean(weighted);
        if (emphasis == Clip.Emphasis.NO_NORM || before == after) {
            return weighted;
        }
        Tensor restored = weighted.times(before / after);
        if (!restored.isFinite()) {
            throw Problem.invalid("the weights of the prompt cancel each other out", "choose others, or the emphasis no_norm");
        }
        return restored;
    }

    private static double mean(Tensor tensor) {
        FloatBuffer values = tensor.buffer();
        double sum = 0;
        for (int i = 0; i < tensor.size(); i++) {
            sum += values.get(i);
        }
        return sum / tensor.size();
    }

    private static Tensor row(Tensor hidden, int row) {
        return hidden.reshape(hidden.size(1), hidden.size(2)).rows(row, row + 1);
    }

    /** One after the other along the tokens; with one prompt these are rows in memory. */
    private static Tensor joined(List<Tensor> chunks) {
        int width = chunks.get(0).size(2);
        Tensor rows = Tensor.concat(chunks.stream().map(c -> c.reshape(c.size(1), width)).toList());
        return rows.reshape(1, rows.size(0), width);
    }
}
