package mezzotint.comparator.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an artifact is tied to in the graph: another artifact, a task, or another name of its own.
 *
 * @param id of the artifact, the task, or the name itself
 * @param type of the artifact; empty for what is none
 * @param nearness 0 to 1, what is unknown taken for nothing; NaN where a source states the tie and nothing is measured
 * @param parts of the nearness; null for what is unknown
 * @param evidence why it is one; never empty
 */
public record Neighbour(Kind kind, String id, String name, String type, double nearness, Map<String, Double> parts, List<Evidence> evidence) {

    /** How it is tied, with the most that are shown: 24 in all, since only what has no task has similar ones in place of alternatives. */
    public enum Kind {
        ALTERNATIVE(8, "Alternatives"), SIMILAR(8, "Alike in words"), COMPLEMENT(5, "Work with it"), LINEAGE(4, "Before and after"), TASK(4, "Tasks"), SAME(3, "Other names");

        private final int most;
        private final String title;

        Kind(int most, String title) {
            this.most = most;
            this.title = title;
        }

        int most() {
            return most;
        }

        /** For a heading, in English. */
        public String title() {
            return title;
        }

        /** As JSON spells it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A reason.
     *
     * @param what {@code task}, {@code match}, {@code relation}, {@code chain}, {@code name}
     * @param value as in the task, the capability or text that matched, the relation
     * @param words that both have; empty where meaning decided or a source says it
     * @param cosine null where no vectors were asked
     * @param date null if unknown
     */
    public record Evidence(String what, String value, List<String> words, Double cosine, String source, String date) {

        private Map<String, Object> json() {
            var out = new LinkedHashMap<String, Object>();
            out.put("what", what);
            out.put("value", value);
            out.put("words", words);
            out.put("cosine", cosine);
            out.put("source", source);
            out.put("date", date);
            return out;
        }

        /** As a sentence without its end. */
        public String text() {
            String measured = cosine != null ? " (cosine %.2f)".formatted(cosine) : words.isEmpty() ? "" : " (" + String.join(", ", words) + ")";
            return (what.equals("relation") ? "" : what + ": ") + value + measured;
        }
    }

    /** Whether it is an artifact, to which one can go on. */
    public boolean isArtifact() {
        return kind != Kind.TASK && kind != Kind.SAME && !type.isEmpty();
    }

    /** The part of its id that tells it from others of its name. */
    public String vendor() {
        return id.split("/")[0];
    }

    Map<String, Object> json() {
        var out = new LinkedHashMap<String, Object>();
        out.put("kind", kind.toString());
        out.put("id", id);
        out.put("name", name);
        out.put("artifact", isArtifact());
        out.put("type", type.isEmpty() ? null : type);
        out.put("nearness", Double.isNaN(nearness) ? null : nearness);
        out.put("parts", parts.isEmpty() ? null : parts);
        out.put("evidence", evidence.stream().map(Evidence::json).toList());
        return out;
    }
}
