package mezzotint.libs.search;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * An index of texts by their words, ranked by BM25 with Lucene's constants (k1 1.2, b 0.75). Immutable, for any number of threads.
 *
 * @see <a href="https://doi.org/10.1561/1500000019">Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009</a>
 */
public final class Bm25 {

    private static final double K1 = 1.2;
    private static final double B = .75;

    /** Where a term stands: documents in ascending order, and how often in each. */
    private static final class Postings {
        private int[] documents;
        private int[] counts;
        private int size;

        private Postings(int room) {
            documents = new int[room];
            counts = new int[room];
        }

        private void add(int document) {
            if (size > 0 && documents[size - 1] == document) {
                counts[size - 1]++;
                return;
            }
            if (size == documents.length) {
                documents = Arrays.copyOf(documents, size * 2);
                counts = Arrays.copyOf(counts, size * 2);
            }
            documents[size] = document;
            counts[size++] = 1;
        }
    }

    private final Map<String, Postings> index;
    private final int[] lengths;
    private final double meanLength;

    public Bm25(List<String> texts) {
        index = new HashMap<>();
        lengths = new int[texts.size()];
        for (int i = 0; i < lengths.length; i++) {
            List<String> terms = Terms.of(texts.get(i));
            lengths[i] = terms.size();
            for (String term : terms) {
                index.computeIfAbsent(term, t -> new Postings(2)).add(i);
            }
        }
        meanLength = mean(lengths);
    }

    private Bm25(Map<String, Postings> index, int[] lengths) {
        this.index = index;
        this.lengths = lengths;
        this.meanLength = mean(lengths);
    }

    private static double mean(int[] lengths) {
        return Math.max(1, Arrays.stream(lengths).average().orElse(1));
    }

    /** Writes the index for {@link #read}. */
    void write(DataOutput out) throws IOException {
        write(out, lengths, lengths.length);
        out.writeInt(index.size());
        for (Map.Entry<String, Postings> entry : new TreeMap<>(index).entrySet()) {
            Texts.write(out, entry.getKey());
            write(out, entry.getValue().documents, entry.getValue().size);
            write(out, entry.getValue().counts, entry.getValue().size);
        }
    }

    private static void write(DataOutput out, int[] values, int count) throws IOException {
        out.writeInt(count);
        for (int i = 0; i < count; i++) {
            out.writeInt(values[i]);
        }
    }

    /** An index as it was written. */
    static Bm25 read(ByteBuffer in) {
        int[] lengths = numbers(in);
        int terms = in.getInt();
        var index = new HashMap<String, Postings>(2 * terms);
        for (; terms > 0; terms--) {
            String term = Texts.read(in);
            var postings = new Postings(0);
            postings.documents = numbers(in);
            postings.counts = numbers(in);
            postings.size = postings.documents.length;
            index.put(term, postings);
        }
        return new Bm25(index, lengths);
    }

    private static int[] numbers(ByteBuffer in) {
        var values = new int[in.getInt()];
        in.asIntBuffer().get(values);
        in.position(in.position() + Integer.BYTES * values.length);
        return values;
    }

    /**
     * The texts that have at least one word of the query.
     *
     * @param allowed which texts may be found, by their places
     * @param count how many at most
     * @return best first
     */
    public List<Hit> search(String query, IntPredicate allowed, int count) {
        var scores = new float[lengths.length];
        for (String term : Set.copyOf(Terms.of(query))) {
            Postings postings = index.get(term);
            if (postings != null) {
                addScores(postings, scores);
            }
        }
        var best = new Best(count);
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] > 0 && allowed.test(i)) {
                best.offer(i, scores[i]);
            }
        }
        return best.hits();
    }

    private void addScores(Postings postings, float[] scores) {
        double idf = Math.log(1 + (lengths.length - postings.size + .5) / (postings.size + .5));
        for (int i = 0; i < postings.size; i++) {
            int document = postings.documents[i];
            double norm = K1 * (1 - B + B * lengths[document] / meanLength);
            scores[document] += (float) (idf * postings.counts[i] * (K1 + 1) / (postings.counts[i] + norm));
        }
    }

    /** The words of the query that stand in a text, as the query spells them. */
    public static Set<String> shared(String query, String text) {
        Set<String> terms = Set.copyOf(Terms.of(text));
        var out = new HashSet<String>();
        for (String word : Terms.words(query)) {
            List<String> term = Terms.of(word);
            if (!term.isEmpty() && terms.contains(term.get(0))) {
                out.add(word);
            }
        }
        return out;
    }
}
