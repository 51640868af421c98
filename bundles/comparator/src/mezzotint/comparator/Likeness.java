package mezzotint.comparator;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import mezzotint.catalog.Capability;
import mezzotint.libs.search.Terms;
import mezzotint.libs.search.Vector8;

/** How alike two short texts are: by the cosine of their vectors, or without an embedder by the words they share. */
final class Likeness {

    /** Of the 160 pairs of capabilities that GPT-4.1 Mini and SD.Next have, 4 are that near, and all are of the one that reads pictures. */
    static final double NEAR = .5;
    /** So many of all words of both. */
    static final double WORDS = .4;

    private final Embeddings embeddings;
    private final boolean meaning;
    private final Map<String, Vector8> vectors = new ConcurrentHashMap<>();

    Likeness(Embeddings embeddings) {
        this.embeddings = embeddings;
        this.meaning = embeddings.model().isPresent();
    }

    /** {@code meaning} or {@code words}. */
    String by() {
        return meaning ? "meaning" : "words";
    }

    double threshold() {
        return meaning ? NEAR : WORDS;
    }

    /** How alike two capabilities are: by meaning their tasks count too, which would be too many words beside a short name. */
    double of(Capability a, Capability b) {
        return of(text(a), text(b));
    }

    private String text(Capability capability) {
        return meaning && capability.task() != null ? capability.name() + ". " + capability.task().replace('-', ' ') : capability.name();
    }

    /** 1 for the same; below 0 there may be, and it means nothing. */
    double of(String a, String b) {
        Optional<Vector8> first = meaning ? vector(a) : Optional.empty();
        Optional<Vector8> second = meaning ? vector(b) : Optional.empty();
        return first.isPresent() && second.isPresent() ? first.get().dot(second.get()) : shared(a, b);
    }

    private Optional<Vector8> vector(String text) {
        Vector8 known = vectors.get(text);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Vector8> made = embeddings.of(text);
        made.ifPresent(vector -> vectors.put(text, vector));
        return made;
    }

    private static double shared(String a, String b) {
        Set<String> first = Set.copyOf(Terms.of(a));
        var both = new HashSet<>(Terms.of(b));
        int second = both.size();
        both.retainAll(first);
        int all = first.size() + second - both.size();
        return all == 0 ? 0 : both.size() / (double) all;
    }
}
