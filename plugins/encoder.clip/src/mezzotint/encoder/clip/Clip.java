package mezzotint.encoder.clip;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mezzotint.backend.Program;
import mezzotint.diffusion.Conditioning;
import mezzotint.model.Checkpoint;
import mezzotint.plugin.Param;
import mezzotint.plugin.Plugin;
import mezzotint.plugin.Problem;
import mezzotint.tensor.Tensor;
import mezzotint.text.Prompt;
import mezzotint.text.TextEncoder;
import org.osgi.service.component.annotations.Component;

/**
 * The text encoder of CLIP, fed as AUTOMATIC1111 feeds it: chunks of 75 tokens encoded one by one and
 * joined, weights multiplied onto the result.
 */
@Component
@Plugin(id = "clip", label = "CLIP", source = "https://arxiv.org/abs/2103.00020")
public final class Clip implements TextEncoder<Clip.Params> {

    /** 3,000 tokens: more than any model follows; without a limit one prompt could fill the memory. */
    static final int MOST_CHUNKS = 40;

    /** What weights do to the encoded prompt. */
    public enum Emphasis {
        /** They multiply it, and its mean is restored. */
        ORIGINAL,
        /** They multiply it. */
        NO_NORM,
        /** Nothing. */
        IGNORE
    }

    public record Params(
            @Param(label = "Clip skip", min = 1, max = 12, help = "Layers to stop before the end, counted from 1.", infotext = "Clip skip") int skip,
            @Param(label = "Emphasis", help = "What weights do to the encoded prompt.",
                    infotext = {"Emphasis", "original=Original", "no_norm=No norm", "ignore=Ignore"}) Emphasis emphasis,
            @Param(label = "Comma backtrack", min = 0, max = 74, help = "Tokens to look back for a comma where a chunk is full.") int backtrack) {

        public Params() {
            this(1, Emphasis.ORIGINAL, 20);
        }
    }

    private final Vocabularies vocabularies = new Vocabularies();

    @Override
    public void check(Prompt prompt, Params params) {
        chunks(prompt, vocabularies.standard(), params);
    }

    @Override
    public void check(Checkpoint checkpoint) {
        vocabularies.of(checkpoint);
    }

    @Override
    public Conditioning encode(Prompt prompt, List<Program> texts, Checkpoint checkpoint, Params params) {
        Vocabulary vocabulary = vocabularies.of(checkpoint);
        var encoded = new ArrayList<Tensor>();
        Tensor pooled = null;
        for (Chunk chunk : chunks(prompt, vocabulary, params)) {
            Map<String, Tensor> hidden = texts.get(0).run(Map.of("ids", chunk.ids(vocabulary.padding())));
            Tensor wanted = hidden.get("skip." + params.skip());
            if (wanted == null) {
                throw Problem.invalid("clip skip is " + params.skip(), "choose from 1 to " + hidden.size() + " for this model");
            }
            encoded.add(emphasized(wanted, chunk, params.emphasis()));
            pooled = pooled == null ? row(hidden.get("skip.1"), chunk.end()) : pooled;
        }
        return new Conditioning(Map.of("context", joined(encoded), "pooled", pooled));
    }

    static List<Chunk> chunks(Prompt prompt, Vocabulary vocabulary, Params params) {
        List<Chunk> chunks = new Chunker(vocabulary, params.backtrack()).chunks(prompt);
        if (chunks.size() > MOST_CHUNKS) {
            throw Problem.invalid("the prompt takes " + chunks.size() + " chunks of " + Chunk.LENGTH + " tokens",
                    "shorten it to " + MOST_CHUNKS + "; each BREAK begins a chunk");
        }
        return chunks;
    }

    private static Tensor emphasized(Tensor hidden, Chunk chunk, Emphasis emphasis) {
        if (emphasis == Emphasis.IGNORE) {
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
        if (emphasis == Emphasis.NO_NORM || before == after) {
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
