package mezzotint.libs.search;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Passages, found by their words and their meaning and grouped by their owners. Immutable, for any number of threads. */
public final class HybridIndex {

    /** How many passages of each ranking are fused. */
    private static final int CANDIDATES = 100;
    /** From which cosine on a passage is said to match a part of a need: by MiniLM, of the 160 pairs of names of capabilities that GPT-4.1 Mini and SD.Next have, 2 are that near. */
    static final double NEAR = .4;

    private final List<Passage> passages;
    private final Map<String, List<Integer>> byOwner;
    private final Bm25 words;
    private final VectorIndex vectors;

    /** @param vectors one for each passage, null where there is none; or an empty list: then words alone decide */
    public HybridIndex(List<Passage> passages, List<Vector8> vectors) {
        this(passages, new Bm25(passages.stream().map(Passage::text).toList()), vectors);
    }

    private HybridIndex(List<Passage> passages, Bm25 words, List<Vector8> vectors) {
        this.passages = List.copyOf(passages);
        this.words = words;
        this.vectors = vectors.isEmpty() ? null : new VectorIndex(vectors);
        this.byOwner = new HashMap<>();
        for (int i = 0; i < passages.size(); i++) {
            byOwner.computeIfAbsent(passages.get(i).owner(), o -> new ArrayList<>()).add(i);
        }
    }

    /** The same passages and words with other vectors. */
    private HybridIndex(HybridIndex other, List<Vector8> vectors) {
        this.passages = other.passages;
        this.words = other.words;
        this.byOwner = other.byOwner;
        this.vectors = vectors.isEmpty() ? null : new VectorIndex(vectors);
    }

    /** The same passages with vectors, as in the constructor. */
    public HybridIndex with(List<Vector8> more) {
        return new HybridIndex(this, more);
    }

    /** In the order in which they were given. */
    public List<Passage> passages() {
        return passages;
    }

    /** Writes passages and words, without vectors, for {@link #read}. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(passages.size());
        for (Passage passage : passages) {
            Texts.write(out, passage.owner());
            Texts.write(out, passage.id());
            Texts.write(out, passage.text());
        }
        words.write(out);
    }

    /** An index as it was written, without vectors: neither a text is parted into words nor a word stemmed. */
    public static HybridIndex read(ByteBuffer in) {
        var passages = new ArrayList<Passage>();
        for (int left = in.getInt(); left > 0; left--) {
            passages.add(new Passage(Texts.read(in), Texts.read(in), Texts.read(in)));
        }
        return new HybridIndex(passages, Bm25.read(in), List.of());
    }

    /**
     * The owners that meet a need best. Half of an owner's score is of its best passage for the whole topic, half of its best passages for each part.
     *
     * @param embed the vector of some words; null where there is no embedder: then words alone decide
     * @param allowed which owners may be found
     * @param count how many at most
     * @return best first
     */
    public List<Found> search(Need need, Function<String, Vector8> embed, Predicate<String> allowed, int count) {
        IntPredicate open = places(allowed)::get;
        var scores = new HashMap<String, Double>();
        var asked = new LinkedHashMap<String, Vector8>();
        for (String part : need.parts()) {
            asked.put(part, embed == null || vectors == null ? null : embed.apply(part));
        }
        Vector8 whole = embed == null || vectors == null || need.topic().isEmpty() ? null : embed.apply(need.topic());
        List<Hit> ofWhole = fused(need.topic(), whole, open);
        addScores(ofWhole, .5, scores);
        asked.forEach((part, vector) -> addScores(part.equals(need.topic()) ? ofWhole : fused(part, vector, open), .5 / asked.size(), scores));
        return scores.entrySet().stream().sorted(Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(count).map(e -> new Found(e.getKey(), e.getValue(), parts(e.getKey(), asked))).toList();
    }

    /** The passages of the owners that are allowed: both rankings of each part ask, and a bit is told sooner than a name. */
    private BitSet places(Predicate<String> allowed) {
        var open = new BitSet(passages.size());
        for (int i = 0; i < passages.size(); i++) {
            open.set(i, allowed.test(passages.get(i).owner()));
        }
        return open;
    }

    private List<Hit> fused(String query, Vector8 vector, IntPredicate allowed) {
        List<Hit> byWords = words.search(query, allowed, CANDIDATES);
        return vector == null ? Fusion.convex(byWords, List.of(), 0)
                : Fusion.convex(byWords, vectors.search(vector, allowed, CANDIDATES), Fusion.VECTORS);
    }

    private void addScores(List<Hit> hits, double weight, Map<String, Double> scores) {
        Set<String> seen = new HashSet<>();
        for (Hit hit : hits) {
            String owner = passages.get(hit.document()).owner();
            if (seen.add(owner)) {
                scores.merge(owner, weight * hit.score(), Double::sum);
            }
        }
    }

    private List<Found.Part> parts(String owner, Map<String, Vector8> asked) {
        var out = new ArrayList<Found.Part>();
        asked.forEach((part, vector) -> out.add(part(part, vector, byOwner.get(owner))));
        return out;
    }

    private Found.Part part(String part, Vector8 vector, List<Integer> own) {
        int terms = Set.copyOf(Terms.of(part)).size();
        var best = new Found.Part(part, null, Double.NaN, Set.of());
        double most = 0;
        for (int i : own) {
            Set<String> shared = Bm25.shared(part, passages.get(i).text());
            double covered = terms == 0 ? 0 : Set.copyOf(Terms.of(String.join(" ", shared))).size() / (double) terms;
            double cosine = vector == null ? Double.NaN : vectors.cosine(vector, i);
            boolean near = vector == null ? covered >= .5 : cosine >= NEAR || covered == 1;
            double nearness = covered + (vector == null ? 0 : cosine);
            if (near && nearness > most) {
                most = nearness;
                best = new Found.Part(part, passages.get(i), cosine, shared);
            }
        }
        return best;
    }
}
