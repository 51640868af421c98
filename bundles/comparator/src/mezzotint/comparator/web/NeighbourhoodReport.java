package mezzotint.comparator.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mezzotint.comparator.web.Report.Cell;
import mezzotint.comparator.web.Report.Section;
import mezzotint.comparator.compare.Comparisons;
import mezzotint.comparator.graph.Neighbour;
import mezzotint.comparator.graph.Neighbourhood;

/**
 * What is around an artifact, in sentences and tables: the rows are those of the picture.
 *
 * @param changes as {@link Comparisons#changes} gives them; null if nobody asked
 */
public record NeighbourhoodReport(Neighbourhood all, Map<String, Object> changes) {

    String title() {
        return "Around " + all.centre().name();
    }

    List<Section> sections() {
        var out = new ArrayList<Section>();
        out.add(new Section("Each tie and its evidence", List.of(all.sentence()), List.of("Tie", "Name", "Nearness", "Why", "Source", "Date"), all.neighbours().stream().map(NeighbourhoodReport::row).toList()));
        if (changes != null) {
            out.add(ChangeReport.section(changes));
        }
        return out;
    }

    private static List<Cell> row(Neighbour one) {
        String nearness = Double.isNaN(one.nearness()) ? "" : String.format(Locale.ROOT, "%.2f%s", one.nearness(), one.parts().entrySet().stream()
                .map(part -> part.getKey() + " " + (part.getValue() == null ? "unknown" : String.format(Locale.ROOT, "%.2f", part.getValue()))).collect(Collectors.joining(", ", " (", ")")));
        return List.of(Cell.of(one.kind().title()), new Cell(one.name(), "", one.isArtifact() ? "/graph/" + one.id() : ""), Cell.of(nearness),
                Cell.of(one.evidence().stream().map(Neighbour.Evidence::text).collect(Collectors.joining("; "))), Cell.of(distinct(one.evidence().stream().map(Neighbour.Evidence::source))),
                Cell.of(distinct(one.evidence().stream().map(Neighbour.Evidence::date))));
    }

    private static String distinct(Stream<String> all) {
        return all.filter(Objects::nonNull).distinct().collect(Collectors.joining("; "));
    }
}
