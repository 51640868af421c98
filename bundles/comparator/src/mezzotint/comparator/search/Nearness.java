package mezzotint.comparator.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import mezzotint.comparator.likeness.Overlap;
import mezzotint.libs.search.Traits;

/**
 * How near two artifacts are: the mean of six shares. What is unknown of one of them counts as nothing, so it is the least that they are alike.
 *
 * @param parts {@code tasks}, {@code modalities}, {@code type}, {@code text}, {@code price}, {@code context}, each 0 to 1; null for what is unknown
 */
public record Nearness(Map<String, Double> parts) {

    /** One of the two, as far as the index holds it. */
    public record Side(String type, Set<String> tasks, Traits traits) {

        private Set<String> modalities() {
            var out = new TreeSet<String>();
            if (traits.inputs() != null) {
                traits.inputs().forEach(one -> out.add("in " + one));
            }
            if (traits.outputs() != null) {
                traits.outputs().forEach(one -> out.add("out " + one));
            }
            return out;
        }
    }

    /** @param text how alike their texts are, 0 to 1 */
    public static Nearness of(Side a, Side b, double text) {
        var parts = new LinkedHashMap<String, Double>();
        parts.put("tasks", shared(a.tasks(), b.tasks()));
        parts.put("modalities", shared(a.modalities(), b.modalities()));
        parts.put("type", a.type().equals(b.type()) ? 1.0 : 0.0);
        parts.put("text", Math.max(0, text));
        parts.put("price", ratio(a.traits().price(), b.traits().price()));
        parts.put("context", ratio(a.traits().context(), b.traits().context()));
        return new Nearness(parts);
    }

    public double value() {
        return parts.values().stream().mapToDouble(part -> part == null ? 0 : part).sum() / parts.size();
    }

    private static Double shared(Set<String> a, Set<String> b) {
        return a.isEmpty() || b.isEmpty() ? null : (Double) Overlap.of(a, b).jaccard();
    }

    /** The smaller of the larger; what is free is near to nothing but what is free. */
    private static Double ratio(Number a, Number b) {
        if (a == null || b == null) {
            return null;
        }
        double most = Math.max(a.doubleValue(), b.doubleValue());
        return most == 0 ? 1 : Math.min(a.doubleValue(), b.doubleValue()) / most;
    }
}
