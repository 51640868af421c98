package mezzotint.manager.trust.sample;

import java.net.URI;
import java.util.List;
import java.util.function.Function;

/** Computes with what it is handed: lambdas, records and joined texts are no reflection. */
public final class Quiet {

    record Pair(String name, URI place) {}

    public List<Pair> run(List<String> names) {
        Function<String, Pair> pair = n -> new Pair(n + "!", URI.create("mezzotint:" + n));
        return names.stream().map(pair).toList();
    }
}
