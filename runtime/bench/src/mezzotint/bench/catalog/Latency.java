package mezzotint.bench.catalog;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import mezzotint.bench.Services;
import mezzotint.catalog.Catalog;
import mezzotint.catalog.Embedder;
import mezzotint.catalog.Fact;
import mezzotint.catalog.Passport;
import mezzotint.catalog.Price;
import mezzotint.libs.search.Filters;
import mezzotint.libs.search.Found;
import mezzotint.libs.search.HybridIndex;
import mezzotint.libs.search.Need;
import mezzotint.libs.search.Passage;
import mezzotint.libs.search.Traits;
import mezzotint.libs.search.Vector8;
import mezzotint.plugin.Plugins;

/**
 * A whole search among 100,000 artifacts: reading the need, its vector, filters, words and vectors, and the passports of what is found. Each artifact
 * is made of three real ones, drawn with a seed: the name of one, the first words of the description of another and the last of a third, the traits of the
 * first; its vector is the sum of those of the two descriptions with noise. So terms are as frequent, and texts as long and as near to each other, as real ones.
 */
record Latency(Services services, List<Passport> all) {

    private static final int SIZE = 100_000;
    /** Texts whose vectors the others are made of. */
    private static final int REAL = 1000;
    private static final int WARM = 30;
    private static final int QUERIES = 300;
    private static final float NOISE = .01f;
    private static final int FOUND = 10;
    private static final int WORDS = 7;
    private static final List<String> CONDITIONS = List.of("", "", "free ", "open weights ", "local ", "under $1 ");

    Bar bar() {
        var random = new Random(2);
        List<Passport> real = all.stream().filter(p -> p.artifact().description() != null).toList();
        List<float[]> vectors = random.ints(REAL, 0, real.size()).mapToObj(real::get).map(p -> embed(p.artifact().description())).toList();
        var passages = new ArrayList<Passage>();
        var made = new ArrayList<Vector8>();
        var traits = new HashMap<String, Traits>();
        for (int i = 0; i < SIZE; i++) {
            Passport own = all.get(random.nextInt(all.size()));
            String id = own.artifact().id() + "#" + i;
            String text = own.artifact().name() + ". " + half(real.get(random.nextInt(real.size())), true) + " " + half(real.get(random.nextInt(real.size())), false);
            passages.add(new Passage(id, id, text));
            made.add(mixed(vectors.get(random.nextInt(REAL)), vectors.get(random.nextInt(REAL)), random));
            traits.put(id, traits(own));
        }
        var index = new HybridIndex(passages, made);
        double[] millis = new double[QUERIES];
        for (int i = -WARM; i < QUERIES; i++) {
            String need = CONDITIONS.get(random.nextInt(CONDITIONS.size())) + start(real.get(random.nextInt(real.size())));
            long begin = System.nanoTime();
            search(index, traits, need);
            millis[Math.max(0, i)] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(millis);
        double p95 = millis[QUERIES * 95 / 100];
        return Bar.measured("B2", "A whole search among 100,000 artifacts", "p95 <= 150 ms on 2 cores", p95 <= 150, "p50 %.0f ms, p95 %.0f ms of %d searches, one after the other",
                millis[QUERIES / 2], p95, QUERIES);
    }

    private void search(HybridIndex index, Map<String, Traits> traits, String words) {
        Need need = Need.of(words, Set.of());
        Set<String> allowed = new Filters(need.filters()).allowed(traits, new TreeMap<>());
        var known = new HashMap<String, Vector8>(); // as the comparator knows what it was asked before
        List<Found> found = index.search(need, text -> known.computeIfAbsent(text, t -> Vector8.of(embed(t))), allowed::contains, FOUND);
        services.get(Catalog.class).passports(found.stream().map(f -> f.owner().substring(0, f.owner().lastIndexOf('#'))).toList(), LocalDate.now());
    }

    private float[] embed(String text) {
        return services.get(Plugins.class).withAll(Embedder.class, leases -> leases.get(0).hook().embed(text));
    }

    private static String half(Passport passport, boolean first) {
        String text = passport.artifact().description();
        int middle = Math.max(0, text.indexOf(' ', text.length() / 2));
        return first ? text.substring(0, middle) : text.substring(middle);
    }

    private static String start(Passport passport) {
        String[] words = passport.artifact().description().split("\\s+");
        return String.join(" ", Arrays.copyOf(words, Math.min(words.length, WORDS)));
    }

    private static Vector8 mixed(float[] a, float[] b, Random random) {
        var sum = new float[a.length];
        double square = 0;
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a[i] + b[i] + NOISE * (float) random.nextGaussian();
            square += sum[i] * sum[i];
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= (float) Math.sqrt(square);
        }
        return Vector8.of(sum);
    }

    private static Traits traits(Passport p) {
        Boolean open = p.facts("openWeights").stream().findFirst().map(f -> Boolean.valueOf(f.value())).orElse(null);
        BigDecimal price = p.prices().stream().filter(o -> o.meter().equals("input") && o.condition().isEmpty()).map(Price::perMillion).findFirst().orElse(null);
        return new Traits(price == null ? open : (Boolean) (price.signum() == 0), open, open, p.number("contextTokens").map(BigDecimal::longValue).orElse(null), price,
                p.facts("licence").stream().findFirst().map(Fact::value).orElse(null), null, null);
    }
}
