package mezzotint.comparator.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mezzotint.catalog.Artifact;
import mezzotint.comparator.graph.Neighbour.Kind;

/**
 * An artifact and what it is tied to: the part of the graph around it.
 *
 * @param by {@code meaning} or {@code words}: what told how alike texts are
 * @param neighbours by kind, nearest first
 * @param counts how many there are of each kind, shown or not
 */
public record Neighbourhood(Artifact centre, String asOf, String by, List<Neighbour> neighbours, Map<Kind, Integer> counts) {

    /** In words what is shown, and of how many. */
    public String sentence() {
        String shown = counts.entrySet().stream().map(e -> "%s: %d of %d".formatted(e.getKey().title(), neighbours.stream().filter(n -> n.kind() == e.getKey()).count(), e.getValue())).collect(Collectors.joining("; "));
        return neighbours.isEmpty() ? "Nothing here is tied to it." : shown + ". How alike texts are was told by " + by + ".";
    }

    public Map<String, Object> json() {
        var out = new LinkedHashMap<String, Object>();
        out.put("id", centre.id());
        out.put("name", centre.name());
        out.put("type", centre.type());
        out.put("description", centre.description());
        out.put("asOf", asOf);
        out.put("by", by);
        var all = new LinkedHashMap<String, Integer>();
        counts.forEach((kind, count) -> all.put(kind.toString(), count));
        out.put("counts", all);
        out.put("neighbours", neighbours.stream().map(Neighbour::json).toList());
        out.put("pictures", Map.of("wide", GraphLayout.wide(this), "narrow", GraphLayout.narrow(this)));
        return out;
    }
}
