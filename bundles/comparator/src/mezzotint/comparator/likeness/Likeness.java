package mezzotint.comparator.likeness;

import java.util.Optional;
import mezzotint.catalog.Capability;
import mezzotint.libs.search.Terms;
import mezzotint.libs.search.Vector8;

/** How alike two short texts are: by the cosine of their vectors, or without an embedder by the words they share. */
public final class Likeness {

    /** Of the 160 pairs of capabilities that GPT-4.1 Mini and SD.Next have, 4 are that near, and all are of the one that reads pictures. */
    static final double NEAR = .5;
    /** So many of all words of both. */
    static final double WORDS = .4;

    private final Embeddings embeddings;
    private final boolean meaning;

    public Likeness(Embeddings embeddings) {
        this.embeddings = embeddings;
        this.meaning = embeddings.model().isPresent();
    }

    /** {@code meaning} or {@code words}. */
    public String by() {
        return meaning ? "meaning" : "words";
    }

    public double threshold() {
        return meaning ? NEAR : WORDS;
    }

    /** How alike two capabilities are: by meaning their tasks count too, which would be too many words beside a short name. */
    public double of(Capability a, Capability b) {
        return of(text(a), text(b));
    }

    private String text(Capability capability) {
        return meaning && capability.task() != null ? capability.name() + ". " + capability.task().replace('-', ' ') : capability.name();
    }

    /** 1 for the same; below 0 there may be, and it means nothing. */
    public double of(String a, String b) {
        Optional<Vector8> first = meaning ? embeddings.of(a) : Optional.empty();
        Optional<Vector8> second = meaning ? embeddings.of(b) : Optional.empty();
        return first.isPresent() && second.isPresent() ? first.get().dot(second.get()) : Overlap.of(Terms.of(a), Terms.of(b)).jaccard();
    }
}
